import { sameSplit } from '../traffic';
import type { Effect } from './Effect';
import { refusal } from './operations';
import { readEndpoint } from './readEndpoint';

/** Sets the whole traffic split of an endpoint, if it is as it was when the split was computed. Done when Google answers. */
function trafficEffect<K extends 'setTraffic' | 'restoreTraffic'>(): Effect<K> {
  return {
    async send({ endpointId, split, etag }, google) {
      const { vertex, project, location, ctx } = google;
      await vertex
        .endpoints(location)
        .updateTraffic(
          { project, endpoint: endpointId, trafficSplit: split, etag },
          ctx,
        );
      return { type: 'finished' };
    },

    async lookUp({ arguments: { endpointId, split, etag } }, google) {
      const endpoint = await readEndpoint(endpointId, google);
      if (!endpoint) {
        return refusal(
          'not_found',
          `Google has no endpoint ${endpointId} any more.`,
          google,
        );
      }
      if (sameSplit(endpoint.trafficSplit, split)) {
        return { type: 'finished' };
      }
      return endpoint.etag === etag
        ? { type: 'notFound' }
        : refusal(
            'etag_mismatch',
            `The endpoint ${endpointId} has been changed by somebody else.`,
            google,
          );
    },
  };
}

export const setTraffic = trafficEffect<'setTraffic'>();
export const restoreTraffic = trafficEffect<'restoreTraffic'>();
