import { LABEL_DEPLOYMENT } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Effect } from './Effect';
import { findOperation, refusal } from './operations';
import { readEndpoint } from './readEndpoint';

/** Creates an endpoint under our id, with the label that ties it to the deployment. */
export const createEndpoint: Effect<'createEndpoint'> = {
  async send(args, google) {
    const { vertex, project, location, ctx } = google;
    const operation = await vertex
      .endpoints(location)
      .create({ project, ...args }, ctx);
    return { type: 'accepted', operation };
  },

  async lookUp(effect, google) {
    const { endpointId } = effect.arguments;
    const endpoint = await readEndpoint(endpointId, google);
    if (!endpoint) {
      return findOperation(
        effect,
        { endpointId, metadataType: 'CreateEndpointOperationMetadata' },
        google,
      );
    }
    return endpoint.labels[LABEL_DEPLOYMENT] === google.deploymentId
      ? { type: 'finished' }
      : refusal(
          'conflict',
          `The endpoint ${endpointId} exists already, and this deployment has not made it.`,
          google,
        );
  },
};
