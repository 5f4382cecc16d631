import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DeploymentEvent } from '@backstage-vertex/plugin-vertex-ai-common';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import styles from './Timeline.module.css';

const tones: Partial<Record<DeploymentEvent['type'], string>> = {
  effectFailed: 'negative',
  cancelRequested: 'warning',
  effectFinished: 'positive',
  phaseChanged: 'accent',
  resumed: 'warning',
};

/** What happened, newest first. */
export function Timeline(props: { events: DeploymentEvent[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const events = [...props.events].sort((a, b) => b.sequence - a.sequence);
  return (
    <ol className={styles.root} reversed>
      {events.map(event => (
        <li
          key={event.sequence}
          className={styles.event}
          data-tone={toneOf(event)}
        >
          <Text as="span" weight="bold">
            {event.type === 'phaseChanged'
              ? t(`phase.${event.phase}`)
              : t(`deployments.eventType.${event.type}`)}
          </Text>{' '}
          <Text as="span" variant="body-small" color="secondary">
            <Timestamp at={event.at} />
          </Text>
          <Text as="p" className={styles.message}>
            {event.message}
          </Text>
          {event.detail && Object.keys(event.detail).length > 0 && (
            <details>
              <summary>{t('common.more')}</summary>
              <pre className={styles.detail}>
                {JSON.stringify(event.detail, null, 2)}
              </pre>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

function toneOf(event: DeploymentEvent): string | undefined {
  if (event.type === 'phaseChanged' && event.phase === 'failed') {
    return 'negative';
  }
  if (event.type === 'phaseChanged' && event.phase === 'succeeded') {
    return 'positive';
  }
  return tones[event.type];
}
