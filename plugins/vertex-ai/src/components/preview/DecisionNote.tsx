import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex } from '@backstage/ui';
import { Action, Decision } from '@backstage-vertex/plugin-vertex-ai-common';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { vertexAiTranslationRef } from '../../translation';

/** The policy's answer to one request, and what guardrails would say that are only observed. */
export function DecisionNote(props: { action: Action; decision: Decision }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { decision } = props;
  return (
    <Flex direction="column" gap="2">
      <Verdict {...props} />
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

function Verdict(props: { action: Action; decision: Decision }) {
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
        />
      );
  }
}
