import { newEtag } from '../../../core/ids';
import { Call, Reply, World } from '../../../http/Route';
import { findEndpoint } from '../found';
import {
  checkEtag,
  commonFieldErrors,
  readUpdateMask,
  refuseFieldErrors,
} from '../validate';
import { renderEndpoint } from './renderEndpoint';
import { checkTrafficSplit, TrafficSplit } from './trafficSplit';

const UPDATABLE = [
  'displayName',
  'description',
  'labels',
  'trafficSplit',
  'predictRequestResponseLoggingConfig',
];

/** Changes the named fields at once; with an etag only if nobody else wrote in between. */
export function updateEndpoint(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const fields = readUpdateMask(call, UPDATABLE);
  checkEtag(call.body.etag, endpoint.etag);
  const spec = { ...endpoint.spec };
  for (const field of fields.filter(name => name !== 'trafficSplit')) {
    const value = call.body[field];
    if (value === undefined) delete spec[field];
    else spec[field] = value;
  }
  refuseFieldErrors(commonFieldErrors('endpoint', spec));
  if (fields.includes('trafficSplit')) {
    const split = (call.body.trafficSplit ?? {}) as TrafficSplit;
    checkTrafficSplit(
      split,
      endpoint.deployedModels.map(deployed => deployed.id),
    );
    endpoint.trafficSplit = split;
  }
  endpoint.spec = spec;
  endpoint.etag = newEtag();
  endpoint.updateTime = call.now.toISOString();
  return { body: renderEndpoint(endpoint) };
}
