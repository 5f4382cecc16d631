import type {
  Deployment,
  DeploymentEffect,
  DeploymentEvent,
  EffectKind,
  Phase,
  Problem,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { BigIntColumn } from '../../db';

/** Table `deployments`. */
export interface DeploymentRow {
  id: string;
  action: Deployment['action'];
  environment: string;
  location: string;
  phase: Phase;
  message: string;
  stage: string | null;
  model_id: string | null;
  model_version_id: string | null;
  model_display_name: string | null;
  endpoint_id: string | null;
  endpoint_display_name: string | null;
  deployed_model_id: string | null;
  requested_by: string;
  owner: string | null;
  role: Role;
  request: string;
  state: string;
  problem: string | null;
  intent_digest: string;
  correlation_id: string;
  /** SQLite has no booleans of its own. */
  cancel_requested: boolean | 0 | 1;
  break_glass: boolean | 0 | 1;
  approval_expires_at_ms: BigIntColumn | null;
  idempotency_key: string;
  request_digest: string;
  lock_key: string | null;
  active_lock_key: string | null;
  revision: BigIntColumn;
  lease_owner: string | null;
  lease_until_ms: BigIntColumn | null;
  next_run_at_ms: BigIntColumn | null;
  created_at_ms: BigIntColumn;
  updated_at_ms: BigIntColumn;
  finished_at_ms: BigIntColumn | null;
}

/** Table `deployment_events`. */
export interface EventRow {
  deployment_id: string;
  sequence: number;
  at_ms: BigIntColumn;
  type: DeploymentEvent['type'];
  phase: Phase;
  message: string;
  detail: string | null;
}

/** Table `deployment_effects`. */
export interface EffectRow {
  deployment_id: string;
  kind: EffectKind;
  ordinal: number;
  status: DeploymentEffect['status'];
  arguments: string;
  operation: string | null;
  /** `{code}` of a failure. */
  result: string | null;
  error: string | null;
  request_reason: string | null;
  started_at_ms: BigIntColumn;
  finished_at_ms: BigIntColumn | null;
}

/** What an event says; its place and time are added when it is stored. */
export type NewEvent = Pick<DeploymentEvent, 'type' | 'message' | 'detail'> & {
  phase: Phase;
};

export type FailureCode = Problem['code'];
