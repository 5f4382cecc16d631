import type {
  NewEndpoint,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { FixedDeployRequest, FixedRequest } from './model';

/** Where and with which splits the commands would work. */
export interface GcloudContext {
  project: string;
  /** The split that the request leads to. A new model is under `0`, as gcloud wants it. Absent: traffic stays as it is. */
  split?: TrafficSplit;
  /** The name that a deployed model gets: that of its model. */
  modelDisplayName?: string;
}

/** The gcloud commands that would do by hand what a request does; each is one line for a POSIX shell. Pure. */
export function gcloudCommands(
  request: FixedRequest,
  context: GcloudContext,
): string[] {
  const common = {
    project: context.project,
    region: request.location,
  };
  switch (request.action) {
    case 'deployment.create':
      return deploy(request, common, context);
    case 'deployment.undeploy':
      return [
        command(['undeploy-model', request.endpointId], {
          ...common,
          'deployed-model-id': request.deployedModelId,
          'traffic-split': splitFlag(context.split),
        }),
      ];
    case 'traffic.set':
      return [
        command(['update', request.endpointId], {
          ...common,
          'traffic-split': splitFlag(request.split),
        }),
      ];
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}

function deploy(
  request: FixedDeployRequest,
  common: Record<string, string>,
  { split, modelDisplayName }: GcloudContext,
): string[] {
  const { endpoint, machine, replicas } = request;
  const endpointId =
    endpoint.kind === 'existing' ? endpoint.id : slug(endpoint.displayName);
  return [
    ...(endpoint.kind === 'new'
      ? [createEndpoint(endpoint, endpointId, common)]
      : []),
    command(['deploy-model', endpointId], {
      ...common,
      model: `${request.model.id}@${request.model.version}`,
      'display-name': modelDisplayName,
      'machine-type': machine.machineType,
      accelerator:
        machine.acceleratorType &&
        `type=${machine.acceleratorType
          .toLowerCase()
          .replace(/_/g, '-')},count=${machine.acceleratorCount}`,
      'min-replica-count': String(replicas.min),
      'max-replica-count': String(replicas.max),
      'service-account': request.serviceAccount,
      'traffic-split': splitFlag(split),
    }),
  ];
}

/** gcloud has no flag for a domain of its own nor for Private Service Connect: such an endpoint is asked for at the API itself. */
function createEndpoint(
  endpoint: NewEndpoint,
  endpointId: string,
  { project, region }: Record<string, string>,
): string {
  const { displayName, labels = {}, dedicated, encryption } = endpoint;
  const { network, privateServiceConnect, requestLogging } = endpoint;
  if (!dedicated && !privateServiceConnect) {
    return command(['create'], {
      project,
      region,
      'endpoint-id': endpointId,
      'display-name': displayName,
      labels: dictionary(labels),
      'encryption-kms-key-name': encryption?.kmsKeyName,
      network,
      'request-response-logging-table': requestLogging?.destination,
      'request-response-logging-rate': requestLogging?.samplingRate.toString(),
    });
  }
  const url = `https://${region}-aiplatform.googleapis.com/v1/projects/${project}/locations/${region}/endpoints?endpointId=${endpointId}`;
  const body = {
    displayName,
    labels,
    ...(dedicated && { dedicatedEndpointEnabled: true }),
    encryptionSpec: encryption,
    network,
    privateServiceConnectConfig: privateServiceConnect && {
      enablePrivateServiceConnect: true,
      ...privateServiceConnect,
    },
    predictRequestResponseLoggingConfig: requestLogging && {
      enabled: true,
      samplingRate: requestLogging.samplingRate,
      bigqueryDestination: { outputUri: requestLogging.destination },
    },
  };
  return `curl --fail-with-body ${quote(
    url,
  )} --header "Authorization: Bearer $(gcloud auth print-access-token)" --json ${quote(
    JSON.stringify(body),
  )}`;
}

function command(
  words: readonly string[],
  flags: Record<string, string | undefined>,
): string {
  return [
    'gcloud ai endpoints',
    ...words.map(quote),
    ...Object.entries(flags).flatMap(([flag, value]) =>
      value ? [`--${flag}=${quote(value)}`] : [],
    ),
  ].join(' ');
}

function splitFlag(split: TrafficSplit | undefined): string | undefined {
  return split && dictionary(split);
}

function dictionary(entries: Record<string, string | number>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** One word for a POSIX shell: within single quotes nothing has a meaning but the single quote itself. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** An endpoint id that Google accepts, from a display name: a letter first, then a-z 0-9 -. */
function slug(displayName: string): string {
  const plain = displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return plain || 'endpoint';
}
