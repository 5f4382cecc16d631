import { Call, Reply, World } from '../../../http/Route';
import { findPool } from '../found';
import { renderPool } from './renderPool';

export function getPool(call: Call, world: World): Reply {
  return { body: renderPool(findPool(call.params.name, world)) };
}
