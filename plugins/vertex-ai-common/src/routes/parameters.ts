import { z } from 'zod';
import {
  environmentNameSchema,
  locationSchema,
  pageQuerySchema,
  resourceIdSchema,
} from '../schema/basics';

export const none = z.object({});
export const environment = z.object({ environment: environmentNameSchema });
export const located = environment.extend({ location: locationSchema });
export const oneModel = located.extend({ model: resourceIdSchema });
export const oneEndpoint = located.extend({ endpoint: resourceIdSchema });
export const oneEnding = z.object({
  ending: z.string().regex(/^[a-z0-9]{26}$/, 'the id of an ending'),
});
export const oneDeployment = z.object({
  deployment: z.string().regex(/^[a-z0-9]{26}$/, 'a deployment id'),
});

export const idSchema = (what: string) =>
  z.string().regex(/^[a-z0-9]{26}$/, `${what} id`);
export const oneKey = z.object({ key: idSchema('a security key') });

/**
 * Filters of the registry lists; `search` is a case-insensitive part of the display name or the id. The pages of a list may show
 * different states of the registry: ordered by name, a thing that is renamed in between may be on none of them; ordered by id,
 * everything that is there all the time is on one.
 */
export const registryQuery = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  location: locationSchema.optional(),
  search: z.string().max(128).optional(),
  orderBy: z.enum(['name', 'id']).default('name'),
});
