import { isAddress } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';

/** A base URL without a trailing slash; plain http is for loopback addresses only. */
export const baseUrlSchema = z
  .string()
  .refine(
    isAddress,
    'an https URL, or an http URL of a loopback address, without user, query, fragment and placeholder',
  )
  .transform(withoutSlash);

/** A service of Google's, or what stands in for it. Google's own clients would drop a path. */
export const originSchema = baseUrlSchema.refine(
  isOrigin,
  'scheme, host and port, without a path',
);

/** As `originSchema`, where `{location}` may stand for the location. */
export const locationOriginSchema = z
  .string()
  .refine(
    url => isAddress(inLocation(url)),
    'an https URL, or an http URL of a loopback address, without user, query and fragment; {location} is filled in',
  )
  .transform(withoutSlash)
  .refine(
    url => isOrigin(inLocation(url)),
    'scheme, host and port, without a path',
  );

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function isOrigin(url: string): boolean {
  return /^https?:\/\/[^/]+$/.test(url);
}

function inLocation(url: string): string {
  return url.replace('{location}', 'europe-west4');
}
