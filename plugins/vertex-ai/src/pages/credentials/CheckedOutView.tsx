import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  CheckedOut,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CodeBlock } from '../../components/CodeBlock';
import { formatAbsolute } from '../../components/formatTime';
import { Tone } from '../../components/Tone';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';
import { snippetsOf } from './snippets';

/** The token and what to do with it, once. */
export function CheckedOutView(props: {
  checkedOut: CheckedOut;
  environment: Environment;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const { accessToken, configuration, expiresAt, lease } = props.checkedOut;
  const { shell, python, curl } = snippetsOf(accessToken, props.environment);
  return (
    <Flex direction="column" gap="4">
      <Tone tone="warning" role="status">
        {t('credentials.shownOnce')}
      </Tone>
      <Text>
        {t('credentials.tokenUntil', {
          time: formatAbsolute(expiresAt, language),
        })}{' '}
        {lease.renewable &&
          t('credentials.leaseUntil', {
            time: formatAbsolute(lease.until, language),
          })}
      </Text>
      {configuration && (
        <>
          <CodeBlock
            label={t('credentials.configuration')}
            text={JSON.stringify(configuration, null, 2)}
          />
          <Text variant="body-small" color="secondary">
            {t('credentials.configurationAdvice')}
          </Text>
        </>
      )}
      <CodeBlock label={t('credentials.token')} text={accessToken} />
      <CodeBlock label={t('credentials.shell')} text={shell} />
      <CodeBlock label={t('credentials.python')} text={python} />
      <CodeBlock label={t('credentials.curl')} text={curl} />
    </Flex>
  );
}
