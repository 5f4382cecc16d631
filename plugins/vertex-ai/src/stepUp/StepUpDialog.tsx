import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { StepUpSubjectInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiKey2Line } from '@remixicon/react';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { Loaded } from '../components/Loaded';
import { LoadingBlock } from '../components/LoadingBlock';
import { formatAbsolute } from '../components/formatTime';
import { Tone } from '../components/Tone';
import { useLanguage } from '../hooks/useLanguage';
import { useSecurityKeys } from '../hooks/useSecurityKeys';
import { vertexAiTranslationRef } from '../translation';
import { IntentView } from './IntentView';
import { NoKey } from './NoKey';
import { StepUpProblem } from './StepUpProblem';
import { useSigning } from './useSigning';

export interface StepUpDialogProps {
  subject: StepUpSubjectInput;
  onSigned: (grant: string) => void;
  onCancel: () => void;
}

/**
 * Shows the whole of what is going to be signed, as the server has made it, and has it signed.
 *
 * It shows what the server says; a browser that is not the person's own any more can show anything. The words are for that case.
 */
export function StepUpDialog(props: StepUpDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const keys = useSecurityKeys();
  return (
    <Dialog isOpen onOpenChange={open => !open && props.onCancel()} width={720}>
      <DialogHeader>{t('stepUp.title')}</DialogHeader>
      {browserSupportsWebAuthn() ? (
        <Loaded query={keys} lines={6}>
          {({ items }) =>
            items.some(({ lockedAt }) => !lockedAt) ? (
              <Signing {...props} />
            ) : (
              <NoKey hasLocked={items.length > 0} />
            )
          }
        </Loaded>
      ) : (
        <DialogBody>
          <Alert
            icon
            status="danger"
            title={t('stepUp.unsupported')}
            description={t('stepUp.unsupportedAdvice')}
          />
        </DialogBody>
      )}
    </Dialog>
  );
}

function Signing({ subject, onSigned }: StepUpDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const signing = useSigning(subject, onSigned);
  const { challenge, error } = signing;
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="4">
          {challenge && (
            <>
              <Text>{t('stepUp.explain')}</Text>
              <IntentView
                intent={challenge.intent}
                digest={challenge.intentDigest}
              />
              <Text variant="body-small" color="secondary">
                {t('stepUp.expires', {
                  time: formatAbsolute(challenge.expiresAt, language),
                })}
              </Text>
            </>
          )}
          {signing.isLoading && <LoadingBlock lines={6} />}
          {error && <StepUpProblem error={error} />}
          <Tone tone="plain" role="status">
            {signing.isSigning ? t('stepUp.waiting') : ''}
          </Tone>
        </Flex>
      </DialogBody>
      <DialogFooter>
        {signing.canSign ? (
          <Button
            iconStart={<RiKey2Line />}
            isPending={signing.isSigning}
            onPress={signing.sign}
          >
            {t('stepUp.sign')}
          </Button>
        ) : (
          <Button isPending={signing.isLoading} onPress={signing.again}>
            {t('stepUp.again')}
          </Button>
        )}
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}
