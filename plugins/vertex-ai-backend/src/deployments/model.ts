import type {
  DeployRequest,
  EffectKind,
  NewEndpointOptions,
  Phase,
  Problem,
  TrafficRequest,
  TrafficSplit,
  UndeployRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { SignInClaims } from '../core';
import type { RequestFacts } from '../policy';

/** A request to deploy whose model version is fixed to an id, so that a moved alias cannot change what was decided on. */
export type FixedDeployRequest = Omit<DeployRequest, 'model'> & {
  model: { id: string; version: string };
};

/** What a deployment carries out. Never changes after it was accepted. */
export type FixedRequest =
  | FixedDeployRequest
  | UndeployRequest
  | TrafficRequest;

/**
 * What a person looked at who signs or approves a deployment to be made: a part of the intent, and a promise. A change since then
 * refuses it. A request to undeploy or to set traffic names its etag itself.
 */
export interface Basis {
  /** Of the endpoint; absent where it is to be created. */
  endpointEtag?: string;
  /** Names are for people, who know a thing by its name; what is bound is the etag and the digest, which cover them. */
  endpointDisplayName?: string;
  /** SHA-256 in hex over what the registry says of the model version. */
  modelDigest: string;
  modelDisplayName: string;
}

/** An endpoint as Google showed it at one moment. */
export interface EndpointView {
  displayName: string;
  etag: string;
  trafficSplit: TrafficSplit;
  deployedModels: readonly {
    id: string;
    modelId: string;
    modelVersionId: string;
    displayName: string;
  }[];
}

interface TrafficArguments {
  endpointId: string;
  split: TrafficSplit;
  /** What was there before: the snapshot that taking it back restores. */
  before: TrafficSplit;
  etag: string;
  /** 2 after the one re-read that our own redistribution is allowed. */
  attempt: 1 | 2;
}

/** What is sent to Google, by the kind of write. Chosen ids are in here before anything is sent. */
export interface EffectArguments {
  createEndpoint: {
    endpointId: string;
    displayName: string;
    labels: Record<string, string>;
  } & NewEndpointOptions;
  deployModel: {
    endpointId: string;
    deployedModelId: string;
    modelId: string;
    versionId: string;
    displayName?: string;
    machine: DeployRequest['machine'];
    replicas: DeployRequest['replicas'];
    serviceAccount?: string;
  };
  setTraffic: TrafficArguments;
  restoreTraffic: TrafficArguments;
  undeployModel: { endpointId: string; deployedModelId: string };
  deleteEndpoint: { endpointId: string };
}

/** A write at Google and how far it has come. */
export interface EffectState<K extends EffectKind = EffectKind> {
  kind: K;
  /** `intended`: recorded, outcome unknown. `running`: Google gave an operation. `failed`: Google does not have it. */
  status: 'intended' | 'running' | 'done' | 'failed';
  /** Order in which the writes were intended, from 1. */
  ordinal: number;
  arguments: EffectArguments[K];
  operation?: string;
  failure?: { code: Problem['code']; message: string };
  startedAtMs: number;
  finishedAtMs?: number;
}

export type Effects = { [K in EffectKind]?: EffectState<K> };

/** Why a deployment turns back. */
export interface Ending {
  outcome: 'failed' | 'cancelled';
  message: string;
  problem?: Problem;
  /** When cleaning up is given up. */
  deadlineMs: number;
  /** Why cleaning up could not go on. */
  stuck?: string;
}

/** What of ours an observation showed not to be at Google (any more), so that it needs no undoing. */
export type Part = 'traffic' | 'model' | 'endpoint';

/** What a decision rests on besides the request, the configuration and the catalog. */
export interface Guarded {
  model?: RequestFacts['model'];
  touches?: RequestFacts['touches'];
  /** Claims of the requester's sign-in, of the rules that matched only; times in RFC 3339. */
  claims?: { values: SignInClaims['values']; verifiedAt: string };
}

/** Everything that decides what happens next. Stored between the steps; the effects in rows of their own. */
export interface DeploymentState {
  readonly id: string;
  readonly request: FixedRequest;
  readonly basis?: Basis;
  /** The signature of its requester over the intent, where one was made. */
  readonly evidenceId?: string;
  /** Whether the approvals are skipped in an emergency. */
  readonly breakGlass?: boolean;
  readonly correlationId: string;
  readonly endpointId: string;
  /** Chosen by us for a new deployed model, named by the request of an undeploy. */
  readonly deployedModelId?: string;
  /** How long going forward and, again, cleaning up may take. */
  readonly timeoutMs: number;
  /** Until when it has to be approved; present when approvals were asked for. */
  readonly approvalExpiresAtMs?: number;
  phase: Phase;
  message: string;
  stage?: string;
  modelDisplayName?: string;
  /** What the policy saw when the request was accepted and cannot see again. Not in what older versions have stored. */
  readonly guarded?: Guarded;
  endpointDisplayName?: string;
  cancelRequested: boolean;
  effects: Effects;
  /** The endpoint as last seen; dropped after every write. `null`: it does not exist. */
  seen?: EndpointView | null;
  /** The digest of the model version as last seen. `null`: it does not exist. */
  seenModelDigest?: string | null;
  ending?: Ending;
  gone: Part[];
  /** Reads of the traffic that did not show what we wrote. */
  mismatches: number;
  /** Whether Google was asked to stop the running operation, or must not be, because the operation may be another's. */
  stopAsked: boolean;
  /** Polls of the running operation, for the back-off. */
  polls: number;
  /** Failures in a row that may pass, for the back-off. */
  attempts: number;
  /** Refusals of the present write in a row that waiting may not help; what reads met in between does not count. */
  refusals: number;
  /** Whether the present write was sent before, and nobody heard the answer to that. */
  resent: boolean;
  /** When going forward is given up; set when the work starts. */
  deadlineMs?: number;
  /** When the next step is due; absent: at once. */
  runAtMs?: number;
}

/** What can happen to a deployment. */
export type MachineEvent =
  /** As many as are demanded have approved it. */
  | { type: 'approved' }
  /** Somebody who may approve it says no. */
  | { type: 'rejected'; by: string; reason: string }
  /** A worker has it, for the first time or again; what was seen and sent before may be out of date. */
  | { type: 'claimed' }
  /** `modelDigest`: of the model version, where it was looked at too; `null` when the registry has it no more. */
  | {
      type: 'endpointSeen';
      endpoint: EndpointView | undefined;
      modelDigest?: string | null;
    }
  /** Google took the write and gave an operation. `found`: nobody heard the answer; the operation was looked for, and may be another's. */
  | { type: 'accepted'; kind: EffectKind; operation: string; found?: true }
  /** The operation runs on. */
  | { type: 'progressed'; kind: EffectKind; stage?: string }
  | { type: 'finished'; kind: EffectKind }
  /** Google refused the write or the operation failed; it is not there. `refused`: it was the answer to sending it. */
  | {
      type: 'effectFailed';
      kind: EffectKind;
      problem: Problem;
      refused?: true;
    }
  /** Looked up: Google does not have the write. */
  | { type: 'notFound'; kind: EffectKind }
  /** Google was asked to stop the operation, and is still to end it. */
  | { type: 'stopAsked'; kind: EffectKind }
  /** Something failed that may work later; whether a write got through is not known. */
  | {
      type: 'delayed';
      problem: Problem;
      afterMs?: number;
      /** Present when it was the answer to a write. */
      ofWrite?: { kind: EffectKind; othersAtWork: boolean };
    }
  /** The requester may not do this any more. */
  | { type: 'refused'; problem: Problem }
  /** Something failed for good that was no write. */
  | { type: 'failed'; problem: Problem };

/** What the worker does next. */
export type Step =
  | { do: 'observe' }
  | { do: 'send'; kind: EffectKind }
  | { do: 'lookUp'; kind: EffectKind }
  | { do: 'follow'; kind: EffectKind }
  | { do: 'stop'; kind: EffectKind };

export interface Transition {
  state: DeploymentState;
  /** At most one step; none when the phase is final. Due at `state.runAtMs`. */
  effects: Step[];
}
