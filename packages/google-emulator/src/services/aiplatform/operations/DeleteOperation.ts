import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { existing } from './GetOperation';

/** Forgets an operation that is done. */
export function deleteOperation(call: Call, world: World): Reply {
  const operation = existing(call, world);
  if (!operation.outcome) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.operationRunning);
  }
  world.state.operations.delete(operation.name);
  return { body: {} };
}
