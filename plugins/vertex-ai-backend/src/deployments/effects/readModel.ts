import type { RegistryModel } from '../../google';
import type { FixedRequest } from '../model';
import type { GoogleAccess } from './Effect';
import { isAbsent } from './isAbsent';

/** The model version of a request as it is now; undefined when it names none or the registry has it no more. @throws VertexAiError */
export async function readModel(
  request: FixedRequest,
  { vertex, project, location, ctx }: GoogleAccess,
): Promise<RegistryModel | undefined> {
  if (request.action !== 'deployment.create') {
    return undefined;
  }
  const { id, version } = request.model;
  try {
    return await vertex
      .models(location)
      .get({ project, model: id, version }, ctx);
  } catch (error) {
    if (isAbsent(error)) {
      return undefined;
    }
    throw error;
  }
}
