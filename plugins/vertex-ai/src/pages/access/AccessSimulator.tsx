import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import {
  Action,
  actions,
  DeploymentRequest,
  deploymentRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CodeBlock } from '../../components/CodeBlock';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { useSimulation } from '../../hooks/useAccessReview';
import { useLinks } from '../../hooks/useLinks';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { SimulationReport } from './SimulationReport';
import { SimulatorForm, simulatorFields } from './SimulatorForm';

/** What is asked stands in the address, so that a refusal can lead here with everything filled in. */
export function AccessSimulator() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { values, set } = useUrlFilters(simulatorFields);
  const request = readRequest(values.request);
  const body = bodyOf(values, request);
  const query = useSimulation(body);
  return (
    <PageFrame
      title={t('accessReview.simulator.title')}
      description={t('accessReview.simulator.description')}
      href={links.whyAccess()}
      actions={
        <ButtonLink variant="secondary" href={links.access()}>
          {t('accessReview.matrix')}
        </ButtonLink>
      }
    >
      <SimulatorForm values={values} onAsk={set} />
      {request === 'unreadable' && (
        <Alert
          icon
          status="warning"
          title={t('accessReview.simulator.badRequest')}
        />
      )}
      {body?.request && (
        <CodeBlock
          label={t('accessReview.simulator.request')}
          text={JSON.stringify(body.request, undefined, 2)}
        />
      )}
      {body ? (
        <Loaded query={query} lines={6}>
          {simulation => <SimulationReport simulation={simulation} />}
        </Loaded>
      ) : (
        <EmptyState title={t('accessReview.simulator.prompt')}>
          {t('accessReview.simulator.promptAdvice')}
        </EmptyState>
      )}
    </PageFrame>
  );
}

type Values = Partial<
  Record<(typeof simulatorFields)[number], string | undefined>
>;

/** Undefined until it is known what about. A request of something else is left aside. */
function bodyOf(
  { actor, environment, action }: Values,
  request: DeploymentRequest | 'unreadable' | undefined,
) {
  if (!environment || !actions.includes(action as Action)) {
    return undefined;
  }
  const exact =
    request !== 'unreadable' &&
    request?.action === action &&
    request?.environment === environment
      ? request
      : undefined;
  return { actor, environment, action: action as Action, request: exact };
}

function readRequest(
  text: string | undefined,
): DeploymentRequest | 'unreadable' | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return deploymentRequestSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}
