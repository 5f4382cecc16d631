import { toCamelCase, toSnakeCase } from '../../contract/contract';
import { ApiError } from '../../core/ApiError';
import { Json, JsonObject } from '../../core/json';
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
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.foundErrors(errors));
  }
}

/** Errors of the fields that a resource shares with others: display name, description, labels. */
export function commonFieldErrors(resource: JsonObject): FieldError[] {
  const errors: FieldError[] = [];
  const { displayName } = resource;
  if (!displayName) {
    errors.push({ field: 'display_name', message: vertexTexts.required });
  } else if ([...String(displayName)].length > 128) {
    errors.push({
      field: 'display_name',
      message: vertexTexts.tooLong('display_name', 128),
    });
  }
  return [...errors, ...labelErrors(resource.labels)];
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

const LABEL_PART = /^[\p{Ll}\p{Lo}\p{N}_-]{0,64}$/u;

export function labelErrors(labels: Json | undefined): FieldError[] {
  return Object.entries((labels ?? {}) as Record<string, string>)
    .filter(
      ([key, value]) =>
        key === '' || !LABEL_PART.test(key) || !LABEL_PART.test(value),
    )
    .map(([key]) => ({ field: 'labels', message: vertexTexts.badLabel(key) }));
}

/** Throws when the request carries an etag and it is not the present one. */
export function checkEtag(sent: Json | undefined, present: string): void {
  if (sent && sent !== present) {
    throw new ApiError('ABORTED', vertexTexts.etagMismatch);
  }
}

/** The fields of `update_mask`, camelCase. Throws for none and for fields outside `allowed`. */
export function readUpdateMask(call: Call, allowed: string[]): string[] {
  const text = call.query.updateMask ?? call.query.update_mask ?? '';
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

const RESOURCE_ID = /^([a-z][a-z0-9-]{0,62}|[0-9]{1,9})$/;

export function checkResourceId(kind: string, id: string): void {
  if (!RESOURCE_ID.test(id) || id.endsWith('-')) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.badResourceId(kind, id));
  }
}
