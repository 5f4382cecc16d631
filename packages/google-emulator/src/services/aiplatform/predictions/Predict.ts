import { Json } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { serve } from './serve';

/** Predictions, and which deployed model and version gave them. */
export async function predict(call: Call, world: World): Promise<Reply> {
  const { deployed, predictions } = await serve(
    call,
    {
      instances: (call.body.instances ?? []) as Json[],
      parameters: call.body.parameters,
    },
    world,
  );
  return {
    body: {
      predictions,
      deployedModelId: deployed.id,
      model: deployed.model,
      modelVersionId: deployed.modelVersionId,
      modelDisplayName:
        world.state.models.get(deployed.model)?.displayName ??
        String(deployed.spec.displayName),
    },
  };
}
