import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { markOf, TrafficShare } from './traffic';
import styles from './TrafficBar.module.css';

/** How an endpoint's traffic is split: a bar, and the same in words. What belongs together has the same number, colour and pattern. */
export function TrafficBar(props: { shares: TrafficShare[]; label?: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { shares } = props;
  const label = props.label ?? t('traffic.label');
  if (shares.length === 0) {
    return <Text color="secondary">{t('traffic.nothingDeployed')}</Text>;
  }
  return (
    <div className={styles.root}>
      <div className={styles.bar} aria-hidden="true">
        {shares.map(
          (share, index) =>
            share.percent > 0 && (
              <span
                key={share.id}
                className={styles.segment}
                style={{ flexGrow: share.percent }}
                {...markOf(share, index)}
              />
            ),
        )}
      </div>
      <ul className={styles.legend} aria-label={label}>
        {shares.map((share, index) => (
          <li key={share.id}>
            <span
              className={styles.swatch}
              data-idle={share.percent === 0}
              aria-hidden="true"
              {...markOf(share, index)}
            />
            <span>
              {share.label} · {share.percent} %
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
