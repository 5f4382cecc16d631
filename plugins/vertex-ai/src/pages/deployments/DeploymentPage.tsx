import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { DeploymentDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { EntityLink } from '../../components/EntityLink';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { Timestamp } from '../../components/Timestamp';
import { useDeployment } from '../../hooks/useDeployment';
import { useDeploymentTitle } from '../../hooks/useDeploymentTitle';
import { useIdentity } from '../../hooks/useIdentity';
import { useLinks } from '../../hooks/useLinks';
import { usePathKey } from '../../hooks/usePathKey';
import { vertexAiTranslationRef } from '../../translation';
import { CancelButton } from './CancelButton';
import { DeploymentBody } from './DeploymentBody';
import { ReviseButton } from './ReviseButton';

/** One deployment: where it stands, what happened, and on whose behalf. */
export function DeploymentPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment: id } = usePathKey('deployment');
  const query = useDeployment(id);
  const links = useLinks();
  const me = useIdentity();
  const titleOf = useDeploymentTitle();
  const metadata = (deployment: DeploymentDetail) => [
    { label: t('filters.environment'), value: deployment.environment },
    { label: t('filters.location'), value: deployment.location },
    {
      label: t('deployments.requestedBy'),
      value: <ActorName actor={deployment.requestedBy} />,
    },
    {
      label: t('deployments.requested'),
      value: <Timestamp at={deployment.createdAt} />,
    },
    ...(deployment.entityRef
      ? [
          {
            label: t('common.catalogEntity'),
            value: <EntityLink entityRef={deployment.entityRef} />,
          },
        ]
      : []),
  ];
  return (
    <PageFrame
      title={query.data ? titleOf(query.data) : id}
      href={links.deployment({ deployment: id })}
      metadata={query.data && metadata(query.data)}
      actions={
        query.data && (
          <Flex gap="2">
            <ReviseButton
              deployment={query.data}
              request={query.data.request}
              own={query.data.requestedBy === me}
            />
            <CancelButton deployment={query.data} />
          </Flex>
        )
      }
    >
      <Loaded
        query={query}
        lines={8}
        list={{ href: links.deployments(), title: t('deployments.title') }}
      >
        {deployment => <DeploymentBody deployment={deployment} />}
      </Loaded>
    </PageFrame>
  );
}
