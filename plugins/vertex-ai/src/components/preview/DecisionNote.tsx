import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Flex } from '@backstage/ui';
import {
  Action,
  Decision,
  DeploymentRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';

/** The policy's answer to one request, and what guardrails would say that are only observed. */
export function DecisionNote(props: {
  action: Action;
  decision: Decision;
  /** What exactly was decided on; leads to the page that shows every rule of it. */
  request?: DeploymentRequest;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { decision } = props;
  return (
    <Flex direction="column" gap="2">
      <Verdict {...props} />
      {'unasked' in decision && decision.unasked && (
        <Alert
          icon
          status="warning"
          title={t('preview.unasked')}
          description={t('preview.unaskedAdvice')}
        />
      )}
      {decision.observed && (
        <Alert
          icon
          status="info"
          title={t('preview.observed')}
          description={decision.observed
            .map(({ message }) => message)
            .join(' ')}
        />
      )}
    </Flex>
  );
}

function Verdict(props: {
  action: Action;
  decision: Decision;
  request?: DeploymentRequest;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explain } = useExplainDecision();
  const { decision } = props;
  switch (decision.outcome) {
    case 'allowed':
      return (
        <Alert
          icon
          status="success"
          title={t('preview.allowed', { role: decision.role })}
          description={
            decision.rule && t('preview.byRule', { rule: rulesOf(decision) })
          }
        />
      );
    case 'needs':
      return (
        <Alert
          icon
          status="warning"
          title={t('preview.needs')}
          description={explain(decision, props.action)}
        />
      );
    default:
      return (
        <Alert
          icon
          status="danger"
          title={t('preview.denied')}
          description={explain(decision, props.action)}
          customActions={props.request && <WhyLink request={props.request} />}
        />
      );
  }
}

function rulesOf({
  rule,
  modelRules = [],
}: {
  rule?: string;
  modelRules?: string[];
}): string {
  return [rule, ...modelRules].join(', ');
}

/** To the page that shows every rule of the refusal. */
function WhyLink(props: { request: DeploymentRequest }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { environment, action } = props.request;
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={links.whyAccess({
        environment,
        action,
        request: JSON.stringify(props.request),
      })}
    >
      {t('access.why')}
    </ButtonLink>
  );
}
