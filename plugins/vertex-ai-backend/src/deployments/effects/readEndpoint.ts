import { VertexAiError } from '../../core';
import type { VertexEndpoint } from '../../google';
import type { GoogleAccess } from './Effect';

/** The endpoint as it is now; undefined when Google has none of that id. @throws VertexAiError */
export async function readEndpoint(
  endpointId: string,
  { vertex, project, location, ctx }: GoogleAccess,
): Promise<VertexEndpoint | undefined> {
  try {
    return await vertex
      .endpoints(location)
      .get({ project, endpoint: endpointId }, ctx);
  } catch (error) {
    if (VertexAiError.is(error) && error.code === 'not_found') {
      return undefined;
    }
    throw error;
  }
}
