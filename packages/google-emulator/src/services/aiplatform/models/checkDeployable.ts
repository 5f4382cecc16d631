import { ApiError } from '../../../core/ApiError';
import { toSnakeCase } from '../../../contract/contract';
import { isObject } from '../../../core/json';
import { vertexTexts } from '../../../texts';
import { ResourcesField } from '../endpoints/predictionResources';
import { FoundVersion } from './findModelVersion';

/** Registries that Vertex AI pulls serving images from. */
const REGISTRY = /^([a-z]+\.)?gcr\.io\/|^[a-z0-9-]+-docker\.pkg\.dev\//;

/** Throws when this model version cannot be deployed at all, or not on this kind of resources. */
export function checkDeployable(
  { model, version }: FoundVersion,
  field: ResourcesField,
): void {
  const { containerSpec } = version.spec;
  if (!isObject(containerSpec)) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.modelNotDeployable(model.name),
    );
  }
  const image = String(containerSpec.imageUri ?? '');
  if (!REGISTRY.test(image)) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.badImage(image));
  }
  // Models with a container are custom models; only AutoML models run on automatic resources.
  if (field === 'automaticResources') {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.resourcesUnsupported(toSnakeCase(field), model.name),
    );
  }
}
