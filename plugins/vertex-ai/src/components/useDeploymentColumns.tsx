import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Flex, Text } from '@backstage/ui';
import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useDeploymentTitle } from '../hooks/useDeploymentTitle';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { ActorName } from './ActorName';
import { NameCell } from './NameCell';
import { PagedColumn } from './PagedTable';
import { PhaseBadge } from './PhaseBadge';
import { Timestamp } from './Timestamp';

export function useDeploymentColumns(): PagedColumn<Deployment>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const titleOf = useDeploymentTitle();
  return [
    {
      id: 'what',
      label: t('deployments.what'),
      isRowHeader: true,
      cell: deployment => (
        <NameCell
          name={titleOf(deployment)}
          detail={`${deployment.environment} · ${deployment.location}`}
          href={links.deployment({ deployment: deployment.id })}
        />
      ),
    },
    {
      id: 'phase',
      label: t('deployments.phase'),
      cell: deployment => (
        <Cell>
          <Flex direction="column" gap="0.5">
            <PhaseBadge phase={deployment.phase} />
            <Text variant="body-small" color="secondary">
              {deployment.stage ?? deployment.message}
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'who',
      label: t('deployments.requestedBy'),
      cell: deployment => (
        <Cell>
          <ActorName actor={deployment.requestedBy} />
        </Cell>
      ),
    },
    {
      id: 'when',
      label: t('deployments.requested'),
      cell: deployment => (
        <Cell>
          <Timestamp at={deployment.createdAt} />
        </Cell>
      ),
    },
  ];
}
