import { newNumericId } from '../../../core/ids';
import { isObject, JsonObject } from '../../../core/json';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { canonicalParent, findModel, refuseTaken } from '../found';
import {
  checkResourceId,
  commonFieldErrors,
  FieldError,
  refuseElsewhere,
  refuseFieldErrors,
} from '../validate';
import { checkAlias } from './aliases';

/** Starts the upload of a new model, or of a new version when `parentModel` names one. */
export function uploadModel(call: Call, world: World): Reply {
  const sent = isObject(call.body.model) ? call.body.model : {};
  refuseFieldErrors(fieldErrors(sent));
  const aliases = [sent.versionAliases ?? []].flat().map(String);
  aliases.filter(alias => alias !== 'default').forEach(checkAlias);
  const parent = canonicalParent(call.params.parent, world);
  const target = targetName(call, parent, world);
  const operation = world.operations.start({
    kind: 'UploadModel',
    target,
    parent: target,
    input: inputOf(sent, aliases),
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}

function fieldErrors(model: JsonObject): FieldError[] {
  const errors = commonFieldErrors('model', model);
  if (isObject(model.containerSpec) && !model.containerSpec.imageUri) {
    errors.push({
      field: 'model.container_spec.image_uri',
      message: vertexTexts.required,
    });
  }
  if (model.artifactUri && !/^gs:\/\/[^/]+/.test(String(model.artifactUri))) {
    errors.push({
      field: 'model.artifact_uri',
      message: vertexTexts.artifactUri,
    });
  }
  return errors;
}

function targetName(call: Call, parent: string, world: World): string {
  const { parentModel, modelId } = call.body;
  if (parentModel) {
    const name = String(parentModel);
    refuseElsewhere({ field: 'parent_model', name }, parent, world);
    return findModel(name, world).name;
  }
  if (modelId) checkResourceId('Model', String(modelId));
  const name = `${parent}/models/${modelId ?? newNumericId()}`;
  refuseTaken(
    { kind: 'Model', name },
    [world.state.models, 'UploadModel'],
    world,
  );
  return name;
}

function inputOf(sent: JsonObject, aliases: string[]): JsonObject {
  const {
    name,
    displayName,
    description,
    labels,
    versionDescription,
    versionAliases,
    etag,
    ...spec
  } = sent;
  return {
    displayName,
    ...(description ? { description } : {}),
    ...(versionDescription ? { versionDescription } : {}),
    labels: labels ?? {},
    versionAliases: aliases,
    isDefaultVersion: aliases.includes('default'),
    spec,
  };
}
