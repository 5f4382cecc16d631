import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { Aftermath } from '@backstage-vertex/plugin-vertex-ai-common';
import { CodeBlock } from '../../components/CodeBlock';
import { formatAbsolute } from '../../components/formatTime';
import { Heading } from '../../components/Heading';
import { Loaded } from '../../components/Loaded';
import { useEnding } from '../../hooks/useEndings';
import { useEndingWords } from '../../hooks/useEndingWords';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** What an ending leaves behind: until when Google still takes what is out, and what stops it sooner there. */
export function EndingDialog(props: { ending: string; onClose: () => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const wordsOf = useEndingWords();
  const query = useEnding(props.ending);
  return (
    <Dialog isOpen onOpenChange={open => !open && props.onClose()} width={760}>
      <DialogHeader>{t('endings.aftermath')}</DialogHeader>
      <DialogBody>
        <Loaded query={query} lines={6}>
          {ending => (
            <Flex direction="column" gap="4">
              <Text weight="bold">
                {t('endings.endedWord')}: {wordsOf(ending)}
              </Text>
              <Text>{t('endings.aftermathAdvice')}</Text>
              {ending.aftermath.map(part => (
                <Part key={part.environment} part={part} />
              ))}
            </Flex>
          )}
        </Loaded>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Part(props: { part: Aftermath }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const { part } = props;
  return (
    <Flex direction="column" gap="2">
      <Heading>{part.title}</Heading>
      <Text>
        {part.honouredUntil
          ? t('endings.out', {
              count: part.credentials,
              time: formatAbsolute(part.honouredUntil, language),
            })
          : t('endings.nothingOut')}
      </Text>
      {part.revoked > 0 && (
        <Text>{t('endings.revoked', { count: part.revoked })}</Text>
      )}
      {part.notRevoked > 0 && (
        <Text>{t('endings.notRevoked', { count: part.notRevoked })}</Text>
      )}
      {part.switches.length > 0 && (
        <details>
          <summary>{t('endings.switches')}</summary>
          <Flex direction="column" gap="3" mt="2">
            {part.switches.map(({ id, command }) => (
              <CodeBlock
                key={command}
                label={t(`endings.switch.${id}`)}
                text={command}
              />
            ))}
          </Flex>
        </details>
      )}
    </Flex>
  );
}
