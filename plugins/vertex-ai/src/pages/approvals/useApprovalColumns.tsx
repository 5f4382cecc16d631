import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Flex, Text } from '@backstage/ui';
import { Approval } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { NameCell } from '../../components/NameCell';
import { PagedColumn } from '../../components/PagedTable';
import { PhaseBadge } from '../../components/PhaseBadge';
import { Timestamp } from '../../components/Timestamp';
import { useDeploymentTitle } from '../../hooks/useDeploymentTitle';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { useApprovalState } from './useApprovalState';

export function useApprovalColumns(): PagedColumn<Approval>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const titleOf = useDeploymentTitle();
  const stateOf = useApprovalState();
  return [
    {
      id: 'what',
      label: t('deployments.what'),
      isRowHeader: true,
      cell: ({ deployment }) => (
        <NameCell
          name={titleOf(deployment)}
          detail={`${deployment.environment} · ${deployment.location}`}
          href={links.approval({ deployment: deployment.id })}
        />
      ),
    },
    {
      id: 'phase',
      label: t('deployments.phase'),
      cell: approval => (
        <Cell>
          <Flex direction="column" gap="0.5">
            <PhaseBadge phase={approval.deployment.phase} />
            <Text variant="body-small" color="secondary">
              {stateOf(approval)}
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'who',
      label: t('deployments.requestedBy'),
      cell: ({ deployment }) => (
        <Cell>
          <Flex direction="column" gap="0.5">
            <ActorName actor={deployment.requestedBy} />
            <Text variant="body-small" color="secondary">
              <Timestamp at={deployment.createdAt} />
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'until',
      label: t('approvals.expires'),
      cell: ({ deployment: { approvalExpiresAt: until } }) => (
        <Cell>{until ? <Timestamp at={until} /> : '–'}</Cell>
      ),
    },
  ];
}
