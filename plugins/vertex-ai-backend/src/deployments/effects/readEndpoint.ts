import type { VertexEndpoint } from '../../google';
import type { GoogleAccess } from './Effect';
import { isAbsent } from './isAbsent';

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
    if (isAbsent(error)) {
      return undefined;
    }
    throw error;
  }
}
