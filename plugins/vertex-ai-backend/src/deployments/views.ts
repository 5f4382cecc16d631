import type {
  Deployment,
  DeploymentDetail,
  Handshake,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { toInstant, toOptionalInstant } from '../db';
import {
  deploymentEntityRef,
  endpointEntityRef,
  modelEntityRef,
} from '../registry';
import type { DeploymentState } from './model';
import type { DeploymentRow, EffectRow, EventRow } from './store/rows';

/** A row as the API shows it in lists. */
export function toDeployment(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    action: row.action,
    environment: row.environment,
    location: row.location,
    phase: row.phase,
    message: row.message,
    stage: row.stage ?? undefined,
    modelId: row.model_id ?? undefined,
    modelVersionId: row.model_version_id ?? undefined,
    modelDisplayName: row.model_display_name ?? undefined,
    endpointId: row.endpoint_id ?? undefined,
    endpointDisplayName: row.endpoint_display_name ?? undefined,
    deployedModelId: row.deployed_model_id ?? undefined,
    requestedBy: row.requested_by,
    role: row.role,
    intentDigest: row.intent_digest,
    correlationId: row.correlation_id,
    cancelRequested: Boolean(row.cancel_requested),
    approvalExpiresAt: toOptionalInstant(row.approval_expires_at_ms),
    breakGlass: row.break_glass ? true : undefined,
    createdAt: toInstant(row.created_at_ms),
    updatedAt: toInstant(row.updated_at_ms),
    finishedAt: toOptionalInstant(row.finished_at_ms),
    ...entityRefs(row),
  };
}

function entityRefs(
  row: DeploymentRow,
): Pick<Deployment, 'entityRef' | 'modelEntityRef' | 'endpointEntityRef'> {
  const { environment, location, model_id: model, endpoint_id: endpoint } = row;
  return {
    entityRef: deploymentEntityRef(environment, row.id),
    modelEntityRef: model
      ? modelEntityRef(environment, location, model)
      : undefined,
    endpointEntityRef: endpoint
      ? endpointEntityRef(environment, location, endpoint)
      : undefined,
  };
}

/** One deployment with everything that is on record of it. */
export function toDetail(parts: {
  row: DeploymentRow;
  events: readonly EventRow[];
  effects: readonly EffectRow[];
  handshakes: Handshake[];
}): DeploymentDetail {
  const { row, events, effects, handshakes } = parts;
  return {
    ...toDeployment(row),
    request: JSON.parse(row.request),
    problem: row.problem === null ? undefined : JSON.parse(row.problem),
    evidenceId: (JSON.parse(row.state) as Pick<DeploymentState, 'evidenceId'>)
      .evidenceId,
    handshakes,
    events: events.map(event => ({
      sequence: event.sequence,
      at: toInstant(event.at_ms),
      type: event.type,
      phase: event.phase,
      message: event.message,
      detail: event.detail === null ? undefined : JSON.parse(event.detail),
    })),
    effects: effects.map(effect => ({
      kind: effect.kind,
      status: effect.status,
      operation: effect.operation ?? undefined,
      startedAt: toInstant(effect.started_at_ms),
      finishedAt: toOptionalInstant(effect.finished_at_ms),
      error: effect.error ?? undefined,
      requestReason: effect.request_reason ?? undefined,
    })),
  };
}
