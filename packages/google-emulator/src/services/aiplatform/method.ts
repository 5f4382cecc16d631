import { Route } from '../../http/Route';

export const OPERATION = 'google.longrunning.Operation';

/** A method of Vertex AI. */
export function vertexMethod(route: Omit<Route, 'service'>): Route {
  return { service: 'aiplatform', ...route };
}

/** Permissions of a collection, on the resource in the path or on the parent of the collection. */
export const needsOn =
  (collection: string) =>
  (...permissions: string[]): Route['permissions'] =>
  call =>
    permissions.map(permission => ({
      permission: `aiplatform.${collection}.${permission}`,
      resource: call.params.name ?? call.params.parent,
    }));
