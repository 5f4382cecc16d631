import { DeployRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import { Draft, startDraft } from './draft';

type NewEndpoint = Extract<DeployRequest['endpoint'], { kind: 'new' }>;

/** The draft that stands for a request: the form filled in with it. */
export function draftOf(request: DeployRequest): Draft {
  const { endpoint, machine } = request;
  const start = startDraft({
    environment: request.environment,
    location: request.location,
    model: request.model.id,
    version: request.model.version,
    endpoint: endpoint.kind === 'existing' ? endpoint.id : undefined,
  });
  return {
    ...start,
    ...(endpoint.kind === 'new' && newEndpointFields(endpoint)),
    machineType: machine.machineType,
    acceleratorType: machine.acceleratorType,
    acceleratorCount: machine.acceleratorCount ?? start.acceleratorCount,
    minReplicas: request.replicas.min,
    maxReplicas: request.replicas.max,
    trafficPercent: request.trafficPercent,
    serviceAccount: request.serviceAccount ?? '',
    reason: request.reason ?? '',
  };
}

function newEndpointFields(endpoint: NewEndpoint): Partial<Draft> {
  const { requestLogging } = endpoint;
  return {
    endpointName: endpoint.displayName,
    dedicated: endpoint.dedicated,
    labels: Object.entries(endpoint.labels ?? {}).map(([key, value], row) => ({
      row,
      key,
      value,
    })),
    kmsKey: endpoint.encryption?.kmsKeyName ?? '',
    network: endpoint.network ?? '',
    pscProjects:
      endpoint.privateServiceConnect?.projectAllowlist.join(', ') ?? '',
    ...(requestLogging && {
      logDestination: requestLogging.destination,
      // Without the tail that a share in binary has: 0.29 * 100 is not 29.
      logPercent: Number((requestLogging.samplingRate * 100).toPrecision(12)),
    }),
  };
}
