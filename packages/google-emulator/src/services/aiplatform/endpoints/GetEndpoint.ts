import { Call, Reply, World } from '../../../http/Route';
import { findEndpoint } from '../found';
import { renderEndpoint } from './renderEndpoint';

export function getEndpoint(call: Call, world: World): Reply {
  return { body: renderEndpoint(findEndpoint(call.params.name, world)) };
}
