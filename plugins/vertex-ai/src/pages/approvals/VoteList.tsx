import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { Vote } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { Tone } from '../../components/Tone';
import { Signature } from '../../stepUp/Signature';
import { vertexAiTranslationRef } from '../../translation';

/** All votes there ever were on a request, the latest first: who, when, why, with which key, and what each is worth now. */
export function VoteList(props: { votes: Vote[]; environment: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const votes = [...props.votes].sort((a, b) => b.sequence - a.sequence);
  if (votes.length === 0) {
    return <Text color="secondary">{t('approvals.noVotes')}</Text>;
  }
  return (
    <ol
      className={`${styles.plainList} ${styles.reasons}`}
      aria-label={t('approvals.votes')}
    >
      {votes.map(vote => (
        <li key={vote.sequence}>
          <Flex direction="column" gap="0.5">
            <Text as="p" className={styles.line}>
              <strong>{t(`approvals.verdict.${vote.verdict}`)}</strong> ·{' '}
              <ActorName actor={vote.voter} /> · <Timestamp at={vote.at} />
            </Text>
            {vote.reason && (
              <Text as="p" className={styles.line}>
                {vote.reason}
              </Text>
            )}
            <Tone tone={vote.standing === 'counts' ? 'plain' : 'warning'}>
              {t(`approvals.standing.${vote.standing}`)}
            </Tone>
            {vote.evidenceId ? (
              <Signature
                evidenceId={vote.evidenceId}
                signer={vote.voter}
                environment={props.environment}
              />
            ) : (
              <Text variant="body-small" color="secondary">
                {t('stepUp.signature.none')}
              </Text>
            )}
          </Flex>
        </li>
      ))}
    </ol>
  );
}
