import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ActorName } from '../components/ActorName';
import { Loaded } from '../components/Loaded';
import { Pairs } from '../components/Pairs';
import { PhaseBadge } from '../components/PhaseBadge';
import { Timestamp } from '../components/Timestamp';
import { useDeployment } from '../hooks/useDeployment';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { deploymentOf } from './entityTarget';
import { NoTarget } from './NoTarget';
import { TargetCard } from './TargetCard';

/** A deployment in short: where it stands and who asked for it. */
export function DeploymentEntityCard() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { key, missing } = deploymentOf(useEntity().entity);
  return (
    <TargetCard
      title={t('entity.contentTitle')}
      href={key && links.deployment(key)}
    >
      {key ? <Facts id={key.deployment} /> : <NoTarget annotation={missing} />}
    </TargetCard>
  );
}

function Facts(props: { id: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const query = useDeployment(props.id);
  return (
    <Loaded query={query} lines={3}>
      {deployment => (
        <Pairs
          items={[
            [t('deployments.phase'), <PhaseBadge phase={deployment.phase} />],
            [t('entity.latestMessage'), deployment.message],
            [
              t('deployments.requestedBy'),
              <ActorName actor={deployment.requestedBy} />,
            ],
            [
              t('deployments.requested'),
              <Timestamp at={deployment.createdAt} />,
            ],
          ]}
        />
      )}
    </Loaded>
  );
}
