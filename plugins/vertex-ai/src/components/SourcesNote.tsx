import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex } from '@backstage/ui';
import { Source } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../translation';
import { CorrelationId } from './CorrelationId';
import { Timestamp } from './Timestamp';
import styles from './styles.module.css';

/** Says honestly which parts of a list could not be read and how old what is shown is. Nothing when all is well. */
export function SourcesNote(props: { sources: Source[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const broken = props.sources.filter(source => source.problem);
  if (broken.length === 0) {
    return null;
  }
  return (
    <Alert
      role="status"
      icon
      status="warning"
      title={t('sources.title', { count: broken.length })}
      description={
        <ul className={styles.plainList}>
          {broken.map(source => (
            <li key={`${source.environment}/${source.location}`}>
              <SourceProblem source={source} />
            </li>
          ))}
        </ul>
      }
    />
  );
}

function SourceProblem(props: { source: Source }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, location, observedAt, problem } = props.source;
  return (
    <Flex direction="column" gap="1" mb="2">
      <span>
        <strong>
          {environment} · {location}
        </strong>
        {': '}
        {problem!.google?.message ?? problem!.detail}
      </span>
      <span>
        {observedAt ? (
          <>
            {t('sources.lastRead')} <Timestamp at={observedAt} />
          </>
        ) : (
          t('sources.neverRead')
        )}
      </span>
      {problem!.correlationId && (
        <CorrelationId value={problem!.correlationId} />
      )}
    </Flex>
  );
}
