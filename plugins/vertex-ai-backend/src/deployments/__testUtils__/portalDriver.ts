import { randomUUID } from 'node:crypto';
import {
  DeploymentDetail,
  DeploymentRequestInput,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Portal, until } from '@backstage-vertex/testkit';

export const LIVE = {
  environment: 'dev',
  location: 'europe-west4',
  endpoint: '4001',
} as const;
/** The model that runs on the live endpoint from the start. */
export const SEEDED = '9001';

const PLACE = { environment: 'dev', location: 'europe-west4' };

export function deployTo(
  endpoint: 'live' | 'new',
  overrides: Partial<
    Extract<DeploymentRequestInput, { action: 'deployment.create' }>
  > = {},
): DeploymentRequestInput {
  return {
    action: 'deployment.create',
    ...PLACE,
    model: { id: '7001' },
    endpoint:
      endpoint === 'live'
        ? { kind: 'existing', id: LIVE.endpoint }
        : { kind: 'new', displayName: 'fraud-next', labels: { team: 'fraud' } },
    machine: { machineType: 'n1-standard-2' },
    replicas: { min: 1, max: 1 },
    ...overrides,
  };
}

export function undeploy(
  deployedModelId: string,
  etag: string,
): DeploymentRequestInput {
  return {
    action: 'deployment.undeploy',
    ...PLACE,
    endpointId: LIVE.endpoint,
    deployedModelId,
    etag,
  };
}

export function setTraffic(
  split: Record<string, number>,
  etag: string,
): DeploymentRequestInput {
  return {
    action: 'traffic.set',
    ...PLACE,
    endpointId: LIVE.endpoint,
    split,
    etag,
  };
}

/** Asks as dana, with a new idempotency key. */
export async function request(
  portal: Portal,
  body: DeploymentRequestInput,
): Promise<string> {
  const { id } = await portal.as('dana').createDeployment(body, randomUUID());
  return id;
}

/** Lets the clock run, a little faster than in life, until the deployment is what it is waited for. */
export async function waitFor(
  portal: Portal,
  id: string,
  is: (deployment: DeploymentDetail) => boolean,
): Promise<DeploymentDetail> {
  return until(
    `deployment ${id}`,
    async () => {
      const deployment = await portal.as('dana').getDeployment(id);
      if (is(deployment)) {
        return deployment;
      }
      if (isFinal(deployment.phase)) {
        throw new Error(`${deployment.phase}: ${deployment.message}`);
      }
      portal.clock.advance(1_000);
      return undefined;
    },
    { timeoutMs: 30_000, intervalMs: 50 },
  );
}

export function finished(portal: Portal, id: string) {
  return waitFor(portal, id, ({ phase }) => isFinal(phase));
}

/** Requests and waits for the end. */
export async function carryOut(portal: Portal, body: DeploymentRequestInput) {
  return finished(portal, await request(portal, body));
}

/** Takes a model off the live endpoint as that is now. */
export function undeployNow(portal: Portal, deployedModelId: string) {
  return undeploy(deployedModelId, endpointAtGoogle(portal)!.etag);
}

/** The live endpoint, or another one, as Google has it. */
export function endpointAtGoogle(portal: Portal, id: string = LIVE.endpoint) {
  const endpoint = portal.emulator.state.endpoints.get(
    `projects/100000000001/locations/europe-west4/endpoints/${id}`,
  );
  return (
    endpoint && {
      etag: endpoint.etag,
      trafficSplit: endpoint.trafficSplit,
      models: endpoint.deployedModels.map(
        ({ id: deployedModelId, modelVersionId }) => [
          deployedModelId,
          modelVersionId,
        ],
      ),
    }
  );
}

const WRITES = [
  'CreateEndpoint',
  'DeployModel',
  'UpdateEndpoint',
  'UndeployModel',
  'DeleteEndpoint',
];

/** The writes that Google has carried out, in order. */
export function writesAtGoogle(portal: Portal): string[] {
  return portal.emulator.journal
    .entries({ service: 'aiplatform' })
    .filter(({ method, status }) => WRITES.includes(method) && status === 200)
    .map(({ method }) => method);
}
