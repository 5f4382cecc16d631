import { toCamelCase, toSnakeCase } from '../../contract/contract';
import { ApiError, badRequest } from '../../core/ApiError';
import { isObject, Json, JsonObject } from '../../core/json';
import { Call, World } from '../../http/Route';
import { parseResourceName } from '../../state/resourceName';
import { vertexTexts } from '../../texts';

export interface FieldError {
  field: string;
  message: string;
}

/** Throws INVALID_ARGUMENT that lists all errors, in the form Vertex AI uses. */
export function refuseFieldErrors(errors: FieldError[]): void {
  if (errors.length > 0) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.foundErrors(errors), [
      badRequest(
        errors.map(({ field, message }) => ({ field, description: message })),
      ),
    ]);
  }
}

/** Errors of the fields that endpoints and models share: display name and labels. */
export function commonFieldErrors(
  kind: 'endpoint' | 'model',
  { displayName, labels }: JsonObject,
): FieldError[] {
  const errors: FieldError[] = [];
  const field = `${kind}.display_name`;
  if (!displayName) {
    errors.push({ field, message: vertexTexts.required });
  } else if ([...String(displayName)].length > 128) {
    errors.push({ field, message: vertexTexts.tooLong('display_name', 128) });
  }
  if (!labelsFit(Object.entries((labels ?? {}) as Record<string, string>))) {
    errors.push({ field: `${kind}.labels`, message: vertexTexts.labels });
  }
  return errors;
}

const LABEL_KEY = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const LABEL_VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;

function labelsFit(labels: [key: string, value: string][]): boolean {
  return (
    labels.length <= 64 &&
    labels.every(
      ([key, value]) =>
        LABEL_KEY.test(key) &&
        LABEL_VALUE.test(value) &&
        [key, value].every(text => Buffer.byteLength(text) < 128),
    )
  );
}

/**
 * Throws INVALID_ARGUMENT for `field` when the resource that it names is not in `place`: a project's location, or
 * `projects/-/locations/L` for any project. The caller's permission was checked there and nowhere else.
 */
export function refuseElsewhere(
  { field, name }: { field: string; name: string },
  place: string,
  world: World,
): void {
  const sent = parseResourceName(world.state.canonicalName(name) ?? '');
  const wanted = parseResourceName(place);
  const fits =
    sent?.location === wanted?.location &&
    ['-', sent?.project].includes(wanted?.project);
  if (!fits) {
    refuseFieldErrors([{ field, message: vertexTexts.elsewhere(place) }]);
  }
}

const LONGEST_INFERENCE_SECONDS = 3600;

/** Errors of the connection that clients of an endpoint get. */
export function connectionErrors(connection: Json | undefined): FieldError[] {
  const timeout = isObject(connection) ? connection.inferenceTimeout : '0s';
  const seconds = parseFloat(String(timeout ?? '0s'));
  return seconds >= 0 && seconds <= LONGEST_INFERENCE_SECONDS
    ? []
    : [
        {
          field: 'endpoint.client_connection_config.inference_timeout',
          message: vertexTexts.inferenceTimeout,
        },
      ];
}

/** Throws when the request carries an etag and it is not the present one. */
export function checkEtag(sent: Json | undefined, present: string): void {
  if (sent && sent !== present) {
    throw new ApiError('ABORTED', vertexTexts.etagMismatch);
  }
}

/** The fields of `update_mask`, camelCase. Throws for none and for fields outside `allowed`. */
export function readUpdateMask(call: Call, allowed: string[]): string[] {
  const text = call.query.updateMask ?? '';
  return checkMask(text, allowed);
}

export function checkMask(mask: string, allowed: string[]): string[] {
  const fields = mask
    .split(',')
    .map(field => toCamelCase(field.trim()))
    .filter(Boolean);
  if (fields.length === 0) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.maskMissing);
  }
  const wrong = fields.find(field => !allowed.includes(field));
  if (wrong) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.maskField(toSnakeCase(wrong)),
    );
  }
  return fields;
}

/** What a client may choose as the last part of a name (endpoint_service.proto and its neighbours). */
const RESOURCE_IDS = {
  Endpoint: /^([a-z]([a-z0-9-]{0,61}[a-z0-9])?|0|[1-9][0-9]{0,8})$/,
  Model: /^[a-z_][a-z0-9_-]{0,62}$/,
  DeploymentResourcePool: /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
};

export function checkResourceId(
  kind: keyof typeof RESOURCE_IDS,
  id: string,
): void {
  if (!RESOURCE_IDS[kind].test(id)) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.badResourceId(kind, id));
  }
}
