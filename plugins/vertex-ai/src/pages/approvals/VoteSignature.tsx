import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { Vote } from '@backstage-vertex/plugin-vertex-ai-common';
import styles from '../../components/styles.module.css';
import { useAccess } from '../../hooks/useAccess';
import { useEvidence } from '../../hooks/useEvidence';
import { useIdentity } from '../../hooks/useIdentity';
import { vertexAiTranslationRef } from '../../translation';
import { keyModel } from '../securityKeys/keyModels';

/** With which key a vote was signed; the key itself is shown to its owner and to auditors. */
export function VoteSignature(props: { vote: Vote; environment: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { evidenceId } = props.vote;
  if (!evidenceId) {
    return (
      <Text variant="body-small" color="secondary">
        {t('approvals.notSigned')}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="0">
      <Text variant="body-small" color="secondary">
        {t('approvals.signed')}{' '}
        <code className={styles.inlineCode}>{evidenceId}</code>
      </Text>
      <Key {...props} evidenceId={evidenceId} />
    </Flex>
  );
}

function Key(props: { vote: Vote; environment: string; evidenceId: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const me = useIdentity();
  const audits = useAccess(props.environment)('audit.read').decision;
  const mayRead = props.vote.voter === me || audits?.outcome === 'allowed';
  const evidence = useEvidence(props.evidenceId, mayRead).data;
  return evidence ? (
    <Text variant="body-small" color="secondary">
      {t('approvals.signedWith', {
        model: keyModel(evidence.aaguid) ?? t('approvals.unknownModel'),
        key: evidence.keyId,
      })}
    </Text>
  ) : null;
}
