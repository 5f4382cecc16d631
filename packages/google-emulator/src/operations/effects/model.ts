import { ApiError } from '../../core/ApiError';
import { newEtag } from '../../core/ids';
import { copy, JsonObject } from '../../core/json';
import type { EmulatorState } from '../../state/EmulatorState';
import { ModelRecord } from '../../state/records';
import { vertexTexts } from '../../texts';
import type { Effect } from './index';

interface UploadInput {
  displayName: string;
  description?: string;
  labels: Record<string, string>;
  versionDescription?: string;
  versionAliases: string[];
  spec: JsonObject;
  isDefaultVersion: boolean;
}

export const uploadModel: Effect = (operation, state, at) => {
  const input = copy(operation.input) as unknown as UploadInput;
  const time = at.toISOString();
  const model =
    state.models.get(operation.target) ??
    newModel(operation.target, input, time);
  const isFirst = model.versions.length === 0;
  const aliases = new Set(input.versionAliases);
  if (isFirst || input.isDefaultVersion) aliases.add('default');
  // An alias belongs to one version: the new version takes it from the one that had it.
  for (const version of model.versions) {
    version.aliases = version.aliases.filter(alias => !aliases.has(alias));
  }
  model.lastVersion += 1;
  const versionId = String(model.lastVersion);
  model.versions.push({
    versionId,
    aliases: [...aliases],
    versionDescription: input.versionDescription,
    labels: isFirst ? {} : input.labels,
    spec: input.spec,
    createTime: time,
    updateTime: time,
  });
  touch(model, at);
  state.models.set(model.name, model);
  return { model: model.name, modelVersionId: versionId };
};

function newModel(name: string, input: UploadInput, time: string): ModelRecord {
  return {
    name,
    displayName: input.displayName,
    description: input.description,
    labels: input.labels,
    etag: newEtag(),
    createTime: time,
    updateTime: time,
    lastVersion: 0,
    versions: [],
  };
}

export function touch(model: ModelRecord, at: Date): void {
  model.etag = newEtag();
  model.updateTime = at.toISOString();
}

export const deleteModel: Effect = (operation, state) => {
  refuseDeployed(operation.target, undefined, state);
  state.models.delete(operation.target);
  return {};
};

export const deleteModelVersion: Effect = (operation, state, at) => {
  const versionId = String(operation.input.versionId);
  const model = state.models.get(operation.target);
  if (!model) throw new ApiError('NOT_FOUND', vertexTexts.notFound('Model'));
  refuseNeeded(model, versionId, state);
  model.versions = model.versions.filter(v => v.versionId !== versionId);
  touch(model, at);
  return {};
};

/** Throws for the only version of a model, for its default, and for one that is deployed. */
export function refuseNeeded(
  model: ModelRecord,
  versionId: string,
  state: EmulatorState,
): void {
  const version = model.versions.find(v => v.versionId === versionId);
  if (model.versions.length === 1) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.lastVersion);
  }
  if (version?.aliases.includes('default')) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.defaultVersion);
  }
  refuseDeployed(model.name, versionId, state);
}

/** Throws while the model, or one version of it, serves on any endpoint. */
export function refuseDeployed(
  model: string,
  versionId: string | undefined,
  state: EmulatorState,
): void {
  const isDeployed = [...state.endpoints.values()].some(endpoint =>
    endpoint.deployedModels.some(
      deployed =>
        deployed.model === model &&
        (versionId === undefined || deployed.modelVersionId === versionId),
    ),
  );
  if (isDeployed) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.modelDeployed(model));
  }
}
