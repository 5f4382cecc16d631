import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { DownloadButton } from '../components/DownloadButton';
import styles from '../components/styles.module.css';
import { useAccess } from '../hooks/useAccess';
import { useEvidence } from '../hooks/useEvidence';
import { useIdentity } from '../hooks/useIdentity';
import { keyModel } from '../pages/securityKeys/keyModels';
import { vertexAiTranslationRef } from '../translation';

interface SignatureProps {
  evidenceId: string;
  /** Entity ref of who has signed. */
  signer: string;
  environment: string;
}

/** That something was signed, and with which key. The key and the evidence itself are for its signer and for auditors. */
export function Signature(props: SignatureProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex direction="column" gap="1" align="start">
      <Text variant="body-small" color="secondary">
        {t('stepUp.signature.signed')}{' '}
        <code className={styles.inlineCode}>{props.evidenceId}</code>
      </Text>
      <Evidence {...props} />
    </Flex>
  );
}

function Evidence({ evidenceId, signer, environment }: SignatureProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const me = useIdentity();
  const audits = useAccess(environment)('audit.read').decision;
  const mayRead = signer === me || audits?.outcome === 'allowed';
  const evidence = useEvidence(evidenceId, mayRead).data;
  return evidence ? (
    <>
      <Text variant="body-small" color="secondary">
        {t('stepUp.signature.with', {
          model:
            keyModel(evidence.aaguid) ?? t('stepUp.signature.unknownModel'),
          key: evidence.keyId,
        })}
      </Text>
      <DownloadButton
        fileName={`evidence-${evidenceId}.json`}
        text={JSON.stringify(evidence, null, 2)}
      >
        {t('stepUp.signature.download')}
      </DownloadButton>
    </>
  ) : null;
}
