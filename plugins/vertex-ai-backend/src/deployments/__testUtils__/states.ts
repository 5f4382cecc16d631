import { deploymentRequestSchema } from '@backstage-vertex/plugin-vertex-ai-common';
import { initialState } from '../initialState';
import type { DeploymentState, FixedRequest } from '../model';

export const NEW_MODEL = '1234567890';
export const ETAG = 'etag-1';

/** A parsed request to deploy version 2 of model 7001; overrides are merged over it. */
export function deployRequest(
  overrides: Record<string, unknown> = {},
): FixedRequest {
  return deploymentRequestSchema.parse({
    action: 'deployment.create',
    environment: 'dev',
    location: 'europe-west4',
    model: { id: '7001', version: '2' },
    endpoint: { kind: 'existing', id: '4001' },
    machine: { machineType: 'n1-standard-2' },
    replicas: { min: 1, max: 2 },
    ...overrides,
  }) as FixedRequest;
}

export function undeployRequest(
  deployedModelId = '1',
  etag = ETAG,
): FixedRequest {
  return {
    action: 'deployment.undeploy',
    environment: 'dev',
    location: 'europe-west4',
    endpointId: '4001',
    deployedModelId,
    etag,
  };
}

export function trafficRequest(
  split: Record<string, number>,
  etag = ETAG,
): FixedRequest {
  return {
    action: 'traffic.set',
    environment: 'dev',
    location: 'europe-west4',
    endpointId: '4001',
    split,
    etag,
  };
}

/** A deployment that was just accepted. */
export function queued(
  request: FixedRequest,
  overrides: Partial<DeploymentState> = {},
): DeploymentState {
  return {
    ...initialState(request, {
      id: overrides.id ?? '01j00000000000000000000000',
      correlationId: '0'.repeat(32),
      newDeployedModelId: NEW_MODEL,
      timeoutMs: 3_600_000,
    }),
    ...overrides,
  };
}
