import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Action } from '@backstage-vertex/plugin-vertex-ai-common';
import { useEnvironments } from '../hooks/useEnvironments';
import { useExplainDecision } from '../hooks/useExplainDecision';
import { vertexAiTranslationRef } from '../translation';
import { ProblemPanel } from './ProblemPanel';
import styles from './styles.module.css';

/**
 * Says in the open which of a page's actions the caller may not take, and who can change that.
 *
 * The refused buttons explain themselves too, but a tooltip is out of reach on a touch screen.
 */
export function AccessNote(props: {
  environment: string | undefined;
  actions: Action[];
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explain } = useExplainDecision();
  const environments = useEnvironments();
  const environment = environments.data?.find(
    ({ name }) => name === props.environment,
  );
  if (environments.error && !environments.data) {
    return (
      <ProblemPanel
        error={environments.error}
        onRetry={() => environments.refetch()}
      />
    );
  }
  if (!environment) {
    return null;
  }
  const reasons = new Set(
    props.actions
      .map(action => explain(environment.access[action], action))
      .filter((reason): reason is string => reason !== undefined),
  );
  if (reasons.size === 0) {
    return null;
  }
  return (
    <Alert
      icon
      status="info"
      title={
        props.actions.some(
          action => environment.access[action].outcome === 'denied',
        )
          ? t('access.noteTitle', { environment: environment.title })
          : t('preview.needs')
      }
      description={
        <ul className={`${styles.plainList} ${styles.reasons}`}>
          {[...reasons].map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      }
    />
  );
}
