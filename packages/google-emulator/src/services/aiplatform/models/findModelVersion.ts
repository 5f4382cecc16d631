import { ApiError } from '../../../core/ApiError';
import { World } from '../../../http/Route';
import { ModelRecord, ModelVersionRecord } from '../../../state/records';
import { parseResourceName } from '../../../state/resourceName';
import { vertexTexts } from '../../../texts';
import { findModel } from '../found';

export interface FoundVersion {
  model: ModelRecord;
  version: ModelVersionRecord;
}

/** The version that `…/models/M[@version|@alias]` names; the default version when it names none. */
export function findModelVersion(name: string, world: World): FoundVersion {
  const model = findModel(name, world);
  const wanted = parseResourceName(name)?.version ?? 'default';
  const version = model.versions.find(
    v => v.versionId === wanted || v.aliases.includes(wanted),
  );
  if (!version) {
    throw new ApiError('NOT_FOUND', vertexTexts.notFound('Model'));
  }
  return { model, version };
}

/** The version with the alias `default`; every model has exactly one. */
export function defaultVersion(model: ModelRecord): ModelVersionRecord {
  return (
    model.versions.find(version => version.aliases.includes('default')) ??
    model.versions[model.versions.length - 1]
  );
}

/** As findModelVersion, but the name must carry a version id: what deleteVersion and mergeVersionAliases demand. */
export function findNumberedVersion(name: string, world: World): FoundVersion {
  if (!/^\d+$/.test(parseResourceName(name)?.version ?? '')) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.versionNeeded);
  }
  return findModelVersion(name, world);
}
