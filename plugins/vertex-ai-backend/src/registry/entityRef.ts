import { sha256Hex } from '../core';

/** Longest name of an entity in the catalog. */
const MAX_NAME_LENGTH = 63;
const HASH_LENGTH = 12;

/**
 * Entity refs of what the catalog shows, from what never changes: kind, location and Google's id.
 *
 * A display name can be changed and can be anything, so it is no part of them. The environment is the namespace. Refs
 * compare without case and a name has at most 63 characters, so an id that is too long, has capitals or ends in a dash or an
 * underscore gets a hash for its tail. The dot before the hash occurs in no id: a hashed name never equals a plain one.
 */
export function modelEntityRef(
  environment: string,
  location: string,
  id: string,
): string {
  return `resource:${environment}/${entityName(`model-${location}-${id}`)}`;
}

export function endpointEntityRef(
  environment: string,
  location: string,
  id: string,
): string {
  return `api:${environment}/${entityName(`endpoint-${location}-${id}`)}`;
}

/** `id` is that of our deployment record. */
export function deploymentEntityRef(environment: string, id: string): string {
  return `resource:${environment}/${entityName(`deployment-${id}`)}`;
}

function entityName(exact: string): string {
  if (
    exact.length <= MAX_NAME_LENGTH &&
    /^[a-z0-9][a-z0-9_-]*[a-z0-9]$/.test(exact)
  ) {
    return exact;
  }
  const head = exact
    .toLowerCase()
    .slice(0, MAX_NAME_LENGTH - HASH_LENGTH - 1)
    .replace(/[-_]+$/, '');
  return `${head}.${sha256Hex(exact).slice(0, HASH_LENGTH)}`;
}
