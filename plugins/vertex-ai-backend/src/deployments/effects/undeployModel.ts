import { VertexAiError } from '../../core';
import type { Effect } from './Effect';
import { findOperation } from './operations';
import { readEndpoint } from './readEndpoint';

/** Takes a model without traffic off an endpoint. One that is gone already is as good. */
export const undeployModel: Effect<'undeployModel'> = {
  async send(args, google) {
    const { vertex, project, location, ctx } = google;
    try {
      const operation = await vertex.endpoints(location).undeployModel(
        {
          project,
          endpoint: args.endpointId,
          deployedModelId: args.deployedModelId,
        },
        ctx,
      );
      return { type: 'accepted', operation };
    } catch (error) {
      if (
        VertexAiError.is(error) &&
        !error.retry &&
        (await isGone(args, google))
      ) {
        return { type: 'finished' };
      }
      throw error;
    }
  },

  async lookUp(effect, google) {
    const { endpointId } = effect.arguments;
    return (await isGone(effect.arguments, google))
      ? { type: 'finished' }
      : findOperation(
          effect,
          {
            endpointId,
            metadataType: 'UndeployModelOperationMetadata',
            // One that has ended while the model is still there took off another, or nothing.
            mayBeOurs: ({ done }) => !done,
          },
          google,
        );
  },

  /** An operation that was found instead of remembered may have taken off another model. */
  async observe(effect, _, google) {
    return (await isGone(effect.arguments, google))
      ? { type: 'finished' }
      : { type: 'notFound' };
  },
};

async function isGone(
  {
    endpointId,
    deployedModelId,
  }: { endpointId: string; deployedModelId: string },
  google: Parameters<typeof readEndpoint>[1],
): Promise<boolean> {
  const endpoint = await readEndpoint(endpointId, google);
  return !endpoint?.deployedModels.some(({ id }) => id === deployedModelId);
}
