import type { Effect } from './Effect';
import { findOperation, refusal } from './operations';
import { readEndpoint } from './readEndpoint';

/**
 * Deploys a model version under our id, without traffic: DeployModelRequest has no etag, so a split in it would overwrite what somebody
 * changed during the long wait.
 */
export const deployModel: Effect<'deployModel'> = {
  async send(args, { vertex, project, location, ctx }) {
    const operation = await vertex.endpoints(location).deployModel(
      {
        project,
        endpoint: args.endpointId,
        deployedModel: {
          id: args.deployedModelId,
          displayName: args.displayName ?? '',
          modelId: args.modelId,
          modelVersionId: args.versionId,
          machineType: args.machine.machineType,
          acceleratorType: args.machine.acceleratorType,
          acceleratorCount: args.machine.acceleratorCount,
          minReplicaCount: args.replicas.min,
          maxReplicaCount: args.replicas.max,
          serviceAccount: args.serviceAccount,
        },
      },
      ctx,
    );
    return { type: 'accepted', operation };
  },

  async lookUp(effect, google) {
    const { endpointId, deployedModelId, modelId, versionId } =
      effect.arguments;
    const endpoint = await readEndpoint(endpointId, google);
    const deployed = endpoint?.deployedModels.find(
      ({ id }) => id === deployedModelId,
    );
    if (!deployed) {
      return findOperation(
        effect,
        {
          endpointId,
          metadataType: 'DeployModelOperationMetadata',
          mayBeOurs: ({ result }) =>
            result === undefined || result.deployedModelId === deployedModelId,
        },
        google,
      );
    }
    return deployed.modelId === modelId && deployed.modelVersionId === versionId
      ? { type: 'finished' }
      : refusal(
          'conflict',
          `The deployed model ${deployedModelId} on ${endpointId} is another model.`,
          google,
        );
  },

  /** An operation that was found instead of remembered may have been somebody else's. */
  async observe({ arguments: { deployedModelId } }, { result }) {
    return result?.deployedModelId === deployedModelId
      ? { type: 'finished' }
      : { type: 'notFound' };
  },
};
