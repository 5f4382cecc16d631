import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { OperationRecord } from '../../../state/records';
import { vertexTexts } from '../../../texts';
import { findOperation } from './permissions';

export function getOperation(call: Call, world: World): Reply {
  return { body: world.operations.render(existing(call, world)) };
}

/** The operation, or NOT_FOUND. */
export function existing(call: Call, world: World): OperationRecord {
  const operation = findOperation(call, world);
  if (!operation) {
    throw new ApiError('NOT_FOUND', vertexTexts.notFound('Operation'));
  }
  return operation;
}
