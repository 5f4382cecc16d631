import { Json } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { serve } from './serve';

/** The model server's own answer, with Google's headers that tell which endpoint and deployed model served it. */
export async function rawPredict(call: Call, world: World): Promise<Reply> {
  const { endpoint, deployed, predictions } = await serve(
    call,
    {
      instances: (call.body.instances ?? []) as Json[],
      parameters: call.body.parameters,
    },
    world,
  );
  return {
    body: { predictions },
    headers: {
      'x-vertex-ai-endpoint-id': endpoint.name.split('/').pop() ?? '',
      'x-vertex-ai-deployed-model-id': deployed.id,
    },
  };
}
