import type {
  Preview,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { VertexEndpoint } from '../../google';
import { initialState } from '../initialState';
import type { DeploymentState, FixedRequest } from '../model';
import { planForward } from '../plan/planForward';
import { Plan } from '../plan/Plan';
import { active, without, withShare } from '../traffic';
import type { Target } from './readTarget';

/** The id of a deployed model that does not exist yet. */
export const NEW = 'new';

type EndpointState = NonNullable<Preview['after']>;

/** What a request would lead to: the endpoint before and after, and why it would be given up at once if so. */
export interface Foresight {
  before?: EndpointState;
  after: EndpointState;
  obstacle?: Extract<Plan, { type: 'giveUp' }>;
}

/** Asks the machine itself what it would do with the endpoint as it is now. Pure. */
export function foresee(request: FixedRequest, target: Target): Foresight {
  const endpoint =
    target.endpoint.kind === 'read' ? target.endpoint.value : undefined;
  const before = endpoint && stateOf(endpoint);
  const plan = planForward(hypothetical(request, endpoint));
  const obstacle = plan.type === 'giveUp' ? plan : undefined;
  const unchanged = before ?? { trafficSplit: {}, deployedModels: [] };
  return {
    before,
    obstacle,
    after: obstacle ? unchanged : afterwards(request, target, unchanged),
  };
}

/** The split that a request leads to, with a new model under {@link NEW}; undefined when it leaves the traffic alone. */
export function splitAfter(
  request: FixedRequest,
  endpoint: EndpointState,
): TrafficSplit | undefined {
  switch (request.action) {
    case 'deployment.create':
      return request.trafficPercent === 0
        ? undefined
        : withShare(endpoint.trafficSplit, NEW, request.trafficPercent);
    case 'deployment.undeploy':
      return without(
        endpoint.trafficSplit,
        request.deployedModelId,
        endpoint.deployedModels.map(({ id }) => id),
      );
    case 'traffic.set':
      return active(request.split);
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}

function hypothetical(
  request: FixedRequest,
  endpoint: VertexEndpoint | undefined,
): DeploymentState {
  return {
    ...initialState(request, {
      id: '',
      correlationId: '',
      newDeployedModelId: NEW,
      timeoutMs: 0,
    }),
    seen: endpoint ?? null,
    endpointDisplayName: endpoint?.displayName,
  };
}

function afterwards(
  request: FixedRequest,
  { model }: Target,
  before: EndpointState,
): EndpointState {
  const split = splitAfter(request, before) ?? before.trafficSplit;
  const stays = before.deployedModels.filter(
    ({ id }) =>
      request.action !== 'deployment.undeploy' ||
      id !== request.deployedModelId,
  );
  const comes =
    request.action === 'deployment.create'
      ? [
          {
            id: NEW,
            label: label(
              model.kind === 'read'
                ? model.value.displayName
                : request.model.id,
              request.model.version,
            ),
          },
        ]
      : [];
  return {
    trafficSplit: split,
    deployedModels: [...stays, ...comes].map(({ id, label: text }) => ({
      id,
      label: text,
      trafficPercent: split[id] ?? 0,
    })),
  };
}

function stateOf(endpoint: VertexEndpoint): EndpointState {
  return {
    trafficSplit: endpoint.trafficSplit,
    deployedModels: endpoint.deployedModels.map(deployed => ({
      id: deployed.id,
      label: label(deployed.displayName, deployed.modelVersionId),
      trafficPercent: endpoint.trafficSplit[deployed.id] ?? 0,
    })),
  };
}

/** How people know a deployed model. */
export function label(name: string, version: string): string {
  return `${name} version ${version}`;
}
