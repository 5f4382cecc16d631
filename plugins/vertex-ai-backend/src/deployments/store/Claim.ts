import { toNumber } from '../../db';
import type { DeploymentState } from '../model';
import { toState } from './columns';
import type { DeploymentRow, EffectRow } from './rows';

/** A deployment in the hands of one worker: every write to it names this revision and this owner. */
export interface Claim {
  readonly id: string;
  readonly revision: number;
  /** Random, new for every claim: the same worker that claims again is somebody else. */
  readonly leaseOwner: string;
  readonly environment: string;
  readonly requestedBy: string;
  readonly intentDigest: string;
  readonly state: DeploymentState;
  /** Whether another worker held it and did not give it back. */
  readonly takenOver: boolean;
}

export function toClaim(
  row: DeploymentRow,
  effects: readonly EffectRow[],
  takenOver: boolean,
): Claim {
  return {
    id: row.id,
    revision: toNumber(row.revision),
    leaseOwner: row.lease_owner!,
    environment: row.environment,
    requestedBy: row.requested_by,
    intentDigest: row.intent_digest,
    state: toState(row, effects),
    takenOver,
  };
}
