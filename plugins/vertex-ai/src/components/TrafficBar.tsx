import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { TrafficShare } from './traffic';
import styles from './TrafficBar.module.css';

/** Number of colours in the style sheet; the legend tells equal ones apart. */
const COLOURS = 4;

function colourOf(share: TrafficShare, index: number): number {
  return (share.colour ?? index) % COLOURS;
}

/** How an endpoint's traffic is split: a bar, and the same in words. */
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
        {shares
          .filter(share => share.percent > 0)
          .map(share => (
            <span
              key={share.id}
              className={styles.segment}
              data-colour={colourOf(share, shares.indexOf(share))}
              style={{ flexGrow: share.percent }}
            >
              {share.percent >= 10 ? `${share.percent} %` : ''}
            </span>
          ))}
      </div>
      <ul className={styles.legend} aria-label={label}>
        {shares.map((share, index) => (
          <li key={share.id}>
            <span
              className={styles.swatch}
              data-colour={colourOf(share, index)}
              data-idle={share.percent === 0}
              aria-hidden="true"
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
