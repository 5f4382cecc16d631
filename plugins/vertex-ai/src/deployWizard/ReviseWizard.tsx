import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  ApprovalDetail,
  DeployRequest,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { EmptyState } from '../components/EmptyState';
import { Loaded } from '../components/Loaded';
import { PageFrame } from '../components/PageFrame';
import { VoidsNote } from '../components/VoidsNote';
import { useApproval } from '../hooks/useApproval';
import { useEnvironments } from '../hooks/useEnvironments';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { draftOf } from './draftOf';
import { WizardSteps } from './WizardSteps';

/** The wizard filled in with a request that waits for approval, for whoever has asked for it. */
export function ReviseWizard({ id }: { id: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const environments = useEnvironments();
  const approval = useApproval(id);
  return (
    <PageFrame
      title={t('revise.title')}
      description={t('revise.description')}
      href={links.deploy({ revise: id })}
    >
      <Loaded query={environments} lines={6}>
        {known => (
          <Loaded
            query={approval}
            lines={6}
            list={{ href: links.approvals(), title: t('approvals.title') }}
          >
            {present => <Revising approval={present} environments={known} />}
          </Loaded>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Revising(props: {
  approval: ApprovalDetail;
  environments: Environment[];
}) {
  const { approval } = props;
  const { request, deployment } = approval;
  if (
    request.action !== 'deployment.create' ||
    !approval.own ||
    deployment.phase !== 'awaitingApproval'
  ) {
    return <NotRevised approval={approval} />;
  }
  return (
    <>
      <VoidsNote approvals={approval.approvals} />
      <Filled {...props} id={deployment.id} request={request} />
    </>
  );
}

function Filled(props: {
  id: string;
  request: DeployRequest;
  environments: Environment[];
}) {
  const { id, request, environments } = props;
  return (
    <WizardSteps
      environments={environments}
      start={() => draftOf(request)}
      way={{ kind: 'revision', of: id }}
    />
  );
}

/** Why a request is not changed here, whoever has followed an old link to it. */
function NotRevised({ approval }: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { deployment, own } = approval;
  const why = () => {
    if (deployment.phase !== 'awaitingApproval') {
      return t('revise.decided');
    }
    return own
      ? t('revise.elsewhere')
      : t('revise.notOwn', { requester: deployment.requestedBy });
  };
  return (
    <EmptyState
      title={t('revise.cannot')}
      action={
        <ButtonLink
          variant="secondary"
          href={links.approval({ deployment: deployment.id })}
        >
          {t('revise.toRequest')}
        </ButtonLink>
      }
    >
      {why()}
    </EmptyState>
  );
}
