import { Call, Reply, World } from '../../../http/Route';
import { existing } from './GetOperation';

/** Stops the operation before its effect. An operation that is done stays as it is, and the answer is the same. */
export function cancelOperation(call: Call, world: World): Reply {
  world.operations.cancel(existing(call, world));
  return { body: {} };
}
