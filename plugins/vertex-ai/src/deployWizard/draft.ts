import {
  DeploymentRequestInput,
  deployRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { DeployStart } from '../hooks/useLinks';
import { Label, labelsOf, mistakeOfLabel } from './labels';

/** What has been chosen so far, field by field as the form holds it. */
export interface Draft {
  environment?: string;
  location?: string;
  modelId?: string;
  version?: string;
  endpointKind: 'new' | 'existing';
  endpointId?: string;
  endpointName: string;
  dedicated: boolean;
  /** Of a new endpoint, as typed; empty where not wanted. Projects are separated by commas. */
  kmsKey: string;
  network: string;
  pscProjects: string;
  logDestination: string;
  logPercent: number;
  /** Of a new endpoint. */
  labels: Label[];
  machineType: string;
  acceleratorType?: string;
  acceleratorCount: number;
  minReplicas: number;
  maxReplicas: number;
  trafficPercent: number;
  serviceAccount: string;
  reason: string;
}

export function startDraft(start: DeployStart): Draft {
  return {
    environment: start.environment,
    location: start.location,
    modelId: start.model,
    version: start.version,
    endpointKind: start.endpoint ? 'existing' : 'new',
    endpointId: start.endpoint,
    endpointName: '',
    dedicated: false,
    kmsKey: '',
    network: '',
    pscProjects: '',
    logDestination: '',
    logPercent: 10,
    labels: [],
    machineType: 'n1-standard-2',
    acceleratorCount: 1,
    minReplicas: 1,
    maxReplicas: 1,
    trafficPercent: 100,
    serviceAccount: '',
    reason: '',
  };
}

/** The request that a draft stands for; what is missing stays missing, for the contract to name. */
export function requestOf(draft: Draft): DeploymentRequestInput {
  return {
    action: 'deployment.create',
    environment: draft.environment ?? '',
    location: draft.location ?? '',
    ...(draft.reason.trim() && { reason: draft.reason.trim() }),
    model: {
      id: draft.modelId ?? '',
      ...(draft.version && { version: draft.version }),
    },
    endpoint:
      draft.endpointKind === 'existing'
        ? { kind: 'existing', id: draft.endpointId ?? '' }
        : newEndpointOf(draft),
    strategy: { kind: 'allAtOnce' },
    trafficPercent: draft.trafficPercent,
    machine: {
      machineType: draft.machineType.trim(),
      ...(draft.acceleratorType && {
        acceleratorType: draft.acceleratorType,
        acceleratorCount: draft.acceleratorCount,
      }),
    },
    replicas: { min: draft.minReplicas, max: draft.maxReplicas },
    ...(draft.serviceAccount.trim() && {
      serviceAccount: draft.serviceAccount.trim(),
    }),
  };
}

function newEndpointOf(draft: Draft) {
  const labels = labelsOf(draft.labels);
  return {
    kind: 'new' as const,
    displayName: draft.endpointName.trim(),
    dedicated: draft.dedicated,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...optionsOf(draft),
  };
}

function optionsOf(draft: Draft) {
  const kmsKeyName = draft.kmsKey.trim();
  const network = draft.network.trim();
  const destination = draft.logDestination.trim();
  const projectAllowlist = draft.pscProjects
    .split(',')
    .map(project => project.trim())
    .filter(project => project !== '');
  return {
    ...(kmsKeyName && { encryption: { kmsKeyName } }),
    ...(network && { network }),
    ...(projectAllowlist.length > 0 && {
      privateServiceConnect: { projectAllowlist },
    }),
    ...(destination && {
      requestLogging: { destination, samplingRate: draft.logPercent / 100 },
    }),
  };
}

/** The wizard's steps, in order. */
export const steps = ['model', 'endpoint', 'resources', 'preview'] as const;
export type Step = (typeof steps)[number];

/** The fields that can be wrong, each at its step, by the beginning of its path in the request. */
const fields = [
  ['environment', 'model', 'environment'],
  ['location', 'model', 'location'],
  ['model.version', 'model', 'version'],
  ['model', 'model', 'model'],
  ['endpoint.displayName', 'endpoint', 'endpointName'],
  ['endpoint.labels', 'endpoint', 'labels'],
  ['endpoint.encryption', 'endpoint', 'kmsKey'],
  ['endpoint.network', 'endpoint', 'network'],
  ['endpoint.privateServiceConnect', 'endpoint', 'pscProjects'],
  ['endpoint.requestLogging', 'endpoint', 'logDestination'],
  ['endpoint', 'endpoint', 'endpoint'],
  ['machine.machineType', 'resources', 'machineType'],
  ['machine', 'resources', 'accelerator'],
  ['replicas', 'resources', 'replicas'],
  ['trafficPercent', 'resources', 'trafficPercent'],
  ['serviceAccount', 'resources', 'serviceAccount'],
  ['reason', 'resources', 'reason'],
] as const satisfies [path: string, step: Step, field: string][];

export interface Mistake {
  field: (typeof fields)[number][2];
  /** What the contract says is wrong; absent when there is just nothing there. */
  message?: string;
}

/** What the contract finds wrong with a draft at one step. The server applies the same schema. */
export function mistakesAt(draft: Draft, step: Step): Mistake[] {
  const request = requestOf(draft);
  const parsed = deployRequestSchema.safeParse(request);
  const issues = parsed.success ? [] : parsed.error.issues;
  return fields
    .filter(([, at]) => at === step)
    .flatMap(([prefix, , field]) => {
      const wrongLabel = field === 'labels' ? wrongLabelOf(draft) : undefined;
      if (wrongLabel) {
        return [{ field, message: wrongLabel }];
      }
      const issue = issues.find(
        ({ path }) => fieldAt(path.join('.'))?.[0] === prefix,
      );
      if (!issue) {
        return [];
      }
      return [
        isEmptyAt(request, issue.path)
          ? { field }
          : { field, message: issue.message },
      ];
    });
}

/** Rows say more than the labels that they stand for: one of two rows with the same key is not among those. */
function wrongLabelOf({ endpointKind, labels }: Draft): string | undefined {
  return endpointKind === 'new'
    ? labels.flatMap(label => mistakeOfLabel(labels, label) ?? [])[0]?.message
    : undefined;
}

/** The first field that a path belongs to; longer beginnings come first in the table. */
function fieldAt(path: string) {
  return fields.find(
    ([prefix]) => path === prefix || path.startsWith(`${prefix}.`),
  );
}

function isEmptyAt(request: unknown, path: PropertyKey[]): boolean {
  const value = path.reduce<any>((part, key) => part?.[key], request);
  return value === '' || value === undefined;
}
