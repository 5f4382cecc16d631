import { ApiError } from '../../core/ApiError';
import { World } from '../../http/Route';
import {
  EndpointRecord,
  ModelRecord,
  OperationKind,
  PoolRecord,
} from '../../state/records';
import { vertexTexts } from '../../texts';

/** The record behind a resource name as a client writes it, or NOT_FOUND in Google's words. */
export function findEndpoint(name: string, world: World): EndpointRecord {
  return found(world.state.endpoints, 'Endpoint', { name, world });
}

export function findModel(name: string, world: World): ModelRecord {
  return found(world.state.models, 'Model', { name, world });
}

export function findPool(name: string, world: World): PoolRecord {
  return found(world.state.pools, 'DeploymentResourcePool', { name, world });
}

function found<T>(
  records: Map<string, T>,
  kind: string,
  { name, world }: { name: string; world: World },
): T {
  const record = records.get(world.state.canonicalName(name) ?? '');
  if (!record) throw new ApiError('NOT_FOUND', vertexTexts.notFound(kind));
  return record;
}

/** The parent's canonical name. A project that is unknown was refused before, by its missing permission. */
export function canonicalParent(parent: string, world: World): string {
  const name = world.state.canonicalName(parent);
  if (!name) throw new ApiError('NOT_FOUND', vertexTexts.notFound('Project'));
  return name;
}

/** Throws ALREADY_EXISTS for a name that is taken by a resource, or by one whose creation still runs. */
export function refuseTaken(
  { kind, name }: { kind: string; name: string },
  [records, creation]: [Map<string, unknown>, OperationKind],
  world: World,
): void {
  if (
    records.has(name) ||
    world.operations.running(creation, name).length > 0
  ) {
    throw new ApiError('ALREADY_EXISTS', vertexTexts.alreadyExists(kind, name));
  }
}
