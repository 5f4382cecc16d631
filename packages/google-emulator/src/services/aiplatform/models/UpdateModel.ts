import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { touch } from '../../../operations/effects/model';
import { parseResourceName } from '../../../state/resourceName';
import { vertexTexts } from '../../../texts';
import {
  checkEtag,
  commonFieldErrors,
  readUpdateMask,
  refuseFieldErrors,
} from '../validate';
import { findModelVersion } from './findModelVersion';
import { deploymentsByModel, renderModel } from './renderModel';

const MODEL_FIELDS = ['displayName', 'description'];
const VERSION_FIELDS = ['versionDescription'];

/**
 * Changes fields of the model (name without a version, or `@-`) or of one version (name with a version).
 * Labels belong to whichever the name means. One request cannot do both.
 */
export function updateModel(call: Call, world: World): Reply {
  const versionInName = parseResourceName(call.params.name)?.version ?? '-';
  const onVersion = versionInName !== '-';
  const name = call.params.name.replace(/@-$/, '');
  const found = findModelVersion(name, world);
  const fields = readUpdateMask(call, [
    ...MODEL_FIELDS,
    ...VERSION_FIELDS,
    'labels',
  ]);
  checkMaskFitsName(fields, onVersion);
  checkEtag(call.body.etag, found.model.etag);
  const target = onVersion ? found.version : found.model;
  const changed: Record<string, unknown> = {};
  for (const field of fields) {
    changed[field] = call.body[field] ?? (field === 'labels' ? {} : undefined);
  }
  refuseFieldErrors(
    commonFieldErrors('model', {
      displayName: found.model.displayName,
      ...(changed as object),
    }),
  );
  Object.assign(target, changed);
  found.version.updateTime = call.now.toISOString();
  touch(found.model, call.now);
  return { body: renderModel(found, deploymentsByModel(world.state)) };
}

function checkMaskFitsName(fields: string[], onVersion: boolean): void {
  const ofModel = fields.some(field => MODEL_FIELDS.includes(field));
  const ofVersion = fields.some(field => VERSION_FIELDS.includes(field));
  if (ofModel && ofVersion) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.maskMixed);
  }
  if ((onVersion && ofModel) || (!onVersion && ofVersion)) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.maskVersionMismatch);
  }
}
