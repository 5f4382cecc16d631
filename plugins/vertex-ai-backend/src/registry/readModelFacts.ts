import { VertexAiError } from '../core';
import type { CallContext, VertexApi, VertexDeployedModel } from '../google';
import type { TouchedModel } from '../policy';

/** Reads the names and labels of what is deployed, as the registry has them; a deployed model has neither of its own. */
export async function readModelFacts(
  deployed: readonly VertexDeployedModel[],
  google: {
    vertex: VertexApi;
    project: string;
    location: string;
    ctx: CallContext;
  },
): Promise<TouchedModel[]> {
  return Promise.all(
    deployed.map(async one => ({
      deployedAs: one.id,
      ...(await readOne(one, google)),
    })),
  );
}

async function readOne(
  { displayName, modelName, modelId, modelVersionId }: VertexDeployedModel,
  { vertex, project, location, ctx }: Parameters<typeof readModelFacts>[1],
): Promise<TouchedModel> {
  const unread = { unread: displayName || modelId };
  try {
    const model = await vertex
      .models(location)
      .get({ project, model: modelId, version: modelVersionId }, ctx);
    return isSame(modelName, model.name, project)
      ? { displayName: model.displayName, labels: model.labels }
      : unread;
  } catch (error) {
    if (VertexAiError.is(error)) {
      return unread;
    }
    throw error;
  }
}

/** One of the same id, but of another project or location, is another model. Google knows a project by its id and by its number. */
function isSame(deployed: string, registered: string, project: string) {
  return (
    deployed === registered ||
    deployed === registered.replace(/^projects\/[^/]+/, `projects/${project}`)
  );
}
