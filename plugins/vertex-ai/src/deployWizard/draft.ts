import {
  DeploymentRequestInput,
  deployRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { DeployStart } from '../hooks/useLinks';

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
        : {
            kind: 'new',
            displayName: draft.endpointName.trim(),
            dedicated: draft.dedicated,
          },
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

/** The wizard's steps, in order. */
export const steps = ['model', 'endpoint', 'resources', 'preview'] as const;
export type Step = (typeof steps)[number];

/** Which step a field of the request is filled in at. */
const stepOfField: Record<string, Step> = {
  environment: 'model',
  location: 'model',
  model: 'model',
  endpoint: 'endpoint',
};

export interface Mistake {
  /** Dotted path in the request, for instance `endpoint.displayName`. */
  path: string;
  message: string;
}

/** What the contract finds wrong with a draft at one step. The same schema is applied by the server. */
export function mistakesAt(draft: Draft, step: Step): Mistake[] {
  const parsed = deployRequestSchema.safeParse(requestOf(draft));
  if (parsed.success) {
    return [];
  }
  return parsed.error.issues
    .filter(
      issue =>
        step === 'preview' ||
        (stepOfField[String(issue.path[0])] ?? 'resources') === step,
    )
    .map(issue => ({ path: issue.path.join('.'), message: issue.message }));
}
