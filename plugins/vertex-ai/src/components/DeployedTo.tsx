import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Model } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import styles from './styles.module.css';

/** The endpoints that a model or a version of it is deployed on, with its part of their traffic. */
export function DeployedTo(props: {
  environment: string;
  location: string;
  deployedTo: Model['deployedTo'];
  /** Whether the rows are of several versions. */
  withVersion?: boolean;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  if (props.deployedTo.length === 0) {
    return <Text color="secondary">{t('models.notDeployed')}</Text>;
  }
  return (
    <ul className={styles.plainList}>
      {props.deployedTo.map(place => (
        <li key={`${place.endpointId} ${place.deployedModelId}`}>
          <Link
            href={links.endpoint({
              environment: props.environment,
              location: props.location,
              endpoint: place.endpointId,
            })}
          >
            {place.endpointDisplayName}
          </Link>{' '}
          <Text
            as="span"
            color="secondary"
            variant="body-small"
            className={styles.share}
          >
            {props.withVersion && `v${place.versionId} · `}
            {place.trafficPercent} %
          </Text>
        </li>
      ))}
    </ul>
  );
}
