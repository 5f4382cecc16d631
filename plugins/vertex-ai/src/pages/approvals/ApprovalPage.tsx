import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApprovalDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { PhaseBadge } from '../../components/PhaseBadge';
import { Timestamp } from '../../components/Timestamp';
import { useApproval } from '../../hooks/useApproval';
import { useDeploymentTitle } from '../../hooks/useDeploymentTitle';
import { useLinks } from '../../hooks/useLinks';
import { usePathKey } from '../../hooks/usePathKey';
import { vertexAiTranslationRef } from '../../translation';
import { ApprovalBody } from './ApprovalBody';
import { VoteButtons } from './VoteButtons';

/** One request as somebody needs it who decides on it. */
export function ApprovalPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment: id } = usePathKey('deployment');
  const query = useApproval(id);
  const links = useLinks();
  const titleOf = useDeploymentTitle();
  const metadata = ({ deployment }: ApprovalDetail) => [
    {
      label: t('deployments.phase'),
      value: <PhaseBadge phase={deployment.phase} />,
    },
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
  ];
  return (
    <PageFrame
      title={
        query.data
          ? t(query.data.review ? 'emergency.titleOf' : 'approvals.titleOf', {
              what: titleOf(query.data.deployment),
            })
          : id
      }
      href={links.approval({ deployment: id })}
      metadata={query.data && metadata(query.data)}
      actions={query.data && <VoteButtons approval={query.data} />}
    >
      <Loaded
        query={query}
        lines={8}
        list={{ href: links.approvals(), title: t('approvals.title') }}
      >
        {approval => <ApprovalBody approval={approval} />}
      </Loaded>
    </PageFrame>
  );
}
