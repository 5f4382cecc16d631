import type { TrafficSplit } from '@backstage-vertex/plugin-vertex-ai-common';
import type { FixedDeployRequest, FixedRequest } from './model';

/** Where and with which splits the commands would work. */
export interface GcloudContext {
  project: string;
  /** The split that the request leads to. A new model is under `0`, as gcloud wants it. Absent: traffic stays as it is. */
  split?: TrafficSplit;
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
      return deploy(request, common, context.split);
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
  split: TrafficSplit | undefined,
): string[] {
  const { endpoint, machine, replicas } = request;
  const endpointId =
    endpoint.kind === 'existing' ? endpoint.id : slug(endpoint.displayName);
  const create =
    endpoint.kind === 'new'
      ? [
          command(['create'], {
            ...common,
            'endpoint-id': endpointId,
            'display-name': endpoint.displayName,
            labels: dictionary(endpoint.labels ?? {}),
          }),
        ]
      : [];
  return [
    ...create,
    command(['deploy-model', endpointId], {
      ...common,
      model: `${request.model.id}@${request.model.version}`,
      'display-name': `${request.model.id}-${request.model.version}`,
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
