import { z } from 'zod';

/** Name of a configured environment, also the catalog namespace of what lives in it. */
export const environmentNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'an environment name has lower-case letters, digits and single dashes',
  )
  .max(63);

/** Google location id, for instance `europe-west4`. */
export const locationSchema = z
  .string()
  .regex(/^[a-z]+-[a-z]+[0-9]+$/, 'a location looks like europe-west4');

/** Last segment of a Google resource name: no slashes, no `@`, so that it can never reach another resource. */
export const resourceIdSchema = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/,
    'a resource id has letters, digits, dashes and underscores, 63 at most',
  );

/** Google labels: at most 64 entries; keys and values of at most 63 lower-case characters. */
export const labelsSchema = z
  .record(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9_-]{0,62}$/,
        'a label key starts with a lower-case letter and has at most 63 of a-z 0-9 _ -',
      ),
    z
      .string()
      .regex(
        /^[a-z0-9_-]{0,63}$/,
        'a label value has at most 63 of a-z 0-9 _ -',
      ),
  )
  .refine(labels => Object.keys(labels).length <= 64, 'at most 64 labels');

/** What people write. Of the control characters only tabs and line breaks belong there; a NUL not every database can even keep. */
export const textSchema = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(
      // eslint-disable-next-line no-control-regex -- they are what is refused
      /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/,
      'without control characters but tabs and line breaks',
    );

/** RFC 3339 instant. */
export const instantSchema = z.iso.datetime({ offset: true });

/** Ties one request to its credential, its Google calls and its audit entries. */
export const correlationIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'a correlation id is 32 lower-case hex digits');

/** Query parameters of every list. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `nextCursor` of the page before. */
  cursor: z.string().max(1024).optional(),
});

/** One page of a list; `nextCursor` is absent on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });
