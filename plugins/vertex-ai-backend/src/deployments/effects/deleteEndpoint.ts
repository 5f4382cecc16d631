import type { Effect } from './Effect';
import { isAbsent } from './isAbsent';
import { readEndpoint } from './readEndpoint';

/**
 * Deletes an endpoint that we have created. One that is gone already is as good.
 *
 * Its operation hangs below the location and does not name the endpoint, so it cannot be found again; sent twice it deletes once.
 */
export const deleteEndpoint: Effect<'deleteEndpoint'> = {
  async send({ endpointId }, { vertex, project, location, ctx }) {
    try {
      const operation = await vertex
        .endpoints(location)
        .delete({ project, endpoint: endpointId }, ctx);
      return { type: 'accepted', operation };
    } catch (error) {
      if (isAbsent(error)) {
        return { type: 'finished' };
      }
      throw error;
    }
  },

  async lookUp({ arguments: { endpointId } }, google) {
    return (await readEndpoint(endpointId, google))
      ? { type: 'notFound' }
      : { type: 'finished' };
  },
};
