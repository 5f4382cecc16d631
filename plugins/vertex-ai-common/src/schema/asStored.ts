import { z } from 'zod';

/**
 * The same shape for what was accepted before and is only shown: without limits, and with what is not known. What a stricter version of
 * the schema would refuse today has to stay readable; what somebody has approved is shown with all there is of it.
 *
 * Kinds of a union and texts of an enum are not loosened: nothing could be shown of one that is not known.
 */
export function asStored<T extends z.ZodType>(
  schema: T,
): z.ZodType<z.output<T>, z.input<T>> {
  return loosened(schema) as z.ZodType<z.output<T>, z.input<T>>;
}

function loosened(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    return z.looseObject(
      Object.fromEntries(
        Object.entries(schema.shape as Record<string, z.ZodType>).map(
          ([name, part]) => [name, loosened(part)],
        ),
      ),
    );
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return z.discriminatedUnion(
      schema.def.discriminator,
      schema.options.map(loosened) as unknown as [z.ZodObject],
    );
  }
  if (schema instanceof z.ZodOptional) {
    return loosened(schema.unwrap()).optional();
  }
  if (schema instanceof z.ZodDefault) {
    return loosened(schema.unwrap()).default(schema.def.defaultValue);
  }
  if (schema instanceof z.ZodRecord) {
    return z.record(z.string(), loosened(schema.valueType));
  }
  if (schema instanceof z.ZodArray) {
    return z.array(loosened(schema.element));
  }
  if (schema instanceof z.ZodString) {
    return z.string();
  }
  return schema instanceof z.ZodNumber ? z.number() : (schema as z.ZodType);
}
