import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  DeploymentDetail,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { PhaseBadge } from '../../components/PhaseBadge';
import { vertexAiTranslationRef } from '../../translation';
import { progressOf } from './progress';
import styles from './ProgressTrack.module.css';
import { Tone } from '../../components/Tone';

/** Where a deployment stands: its steps, and in one sentence what is happening. Changes are announced. */
export function ProgressTrack(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment } = props;
  const steps = progressOf(deployment.action, [
    ...deployment.events.map(event => event.phase),
    deployment.phase,
  ]);
  return (
    <Flex direction="column" gap="3">
      <ol className={styles.track} aria-label={t('deployments.progress')}>
        {steps.map(step => (
          <li
            key={step.phase}
            className={styles.step}
            data-state={step.state}
            data-phase={step.phase}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            {t(`phase.${step.phase}`)}
          </li>
        ))}
      </ol>
      <Flex role="status" gap="3" align="center" className={styles.status}>
        <PhaseBadge phase={deployment.phase} />
        <Text>{deployment.message}</Text>
        {deployment.stage && <code>{deployment.stage}</code>}
        {deployment.cancelRequested && !isFinal(deployment.phase) && (
          <Tone tone="warning">{t('cancel.requested')}</Tone>
        )}
      </Flex>
    </Flex>
  );
}
