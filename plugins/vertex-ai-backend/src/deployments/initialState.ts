import type { Basis, DeploymentState, FixedRequest } from './model';

/** What is chosen for a deployment when it is accepted, and never again. */
export interface Chosen {
  id: string;
  correlationId: string;
  /** 1 to 10 digits that do not start with 0. */
  newDeployedModelId: string;
  timeoutMs: number;
  /** What was looked at when it was decided, where somebody signs or approves it. */
  basis?: Basis;
  /** The signature of its requester over the intent, where one was made. */
  evidenceId?: string;
  /** Present when other people have to approve it first: until when. */
  approvalExpiresAtMs?: number;
  /** Whether the approvals are skipped in an emergency. */
  breakGlass?: boolean;
}

/** A deployment that was just accepted. The ids that Google will know are fixed here, before anything is sent. */
export function initialState(
  request: FixedRequest,
  chosen: Chosen,
): DeploymentState {
  const { id, correlationId, timeoutMs, basis, breakGlass, evidenceId } =
    chosen;
  return {
    id,
    request,
    correlationId,
    timeoutMs,
    basis,
    breakGlass,
    evidenceId,
    ...idsOf(request, chosen),
    ...beginning(chosen),
    cancelRequested: false,
    effects: {},
    gone: [],
    mismatches: 0,
    stopAsked: false,
    polls: 0,
    attempts: 0,
    refusals: 0,
    resent: false,
  };
}

/** It is looked at again when its time to be approved is over, and at once when it need not be. */
function beginning({
  approvalExpiresAtMs,
}: Chosen): Pick<
  DeploymentState,
  'phase' | 'message' | 'approvalExpiresAtMs' | 'runAtMs'
> {
  return approvalExpiresAtMs === undefined
    ? { phase: 'queued', message: 'Waits for a worker.' }
    : {
        phase: 'awaitingApproval',
        message: 'Waits for approval.',
        approvalExpiresAtMs,
        runAtMs: approvalExpiresAtMs,
      };
}

function idsOf(
  request: FixedRequest,
  { id, newDeployedModelId }: Chosen,
): Pick<DeploymentState, 'endpointId' | 'deployedModelId'> {
  switch (request.action) {
    case 'deployment.create':
      return {
        endpointId:
          request.endpoint.kind === 'new'
            ? newEndpointId(id)
            : request.endpoint.id,
        deployedModelId: newDeployedModelId,
      };
    case 'deployment.undeploy':
      return {
        endpointId: request.endpointId,
        deployedModelId: request.deployedModelId,
      };
    case 'traffic.set':
      return { endpointId: request.endpointId };
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}

/** Fits Google's rule (a letter first, at most 63 of a-z 0-9 -): an id of ours has 26 characters of a-z and 0-9. */
function newEndpointId(id: string): string {
  return `bv-${id}`;
}
