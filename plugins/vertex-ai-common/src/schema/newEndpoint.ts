import { z } from 'zod';
import { LABEL_DEPLOYMENT } from '../annotations';
import { labelsSchema, textSchema } from './basics';

/** Labels of a new endpoint. Google keeps labels on endpoints, not on what is deployed to them. */
export const endpointLabelsSchema = labelsSchema
  .refine(
    labels => Object.keys(labels).length < 64,
    'at most 63 labels: Google takes 64, and one of them ties the endpoint to its deployment',
  )
  .refine(
    labels => !Object.hasOwn(labels, LABEL_DEPLOYMENT),
    `the label ${LABEL_DEPLOYMENT} is the portal's own`,
  );

/** What a new endpoint is made with and keeps: Google changes none of it afterwards. */
const optionsShape = {
  /** With a domain of its own. */
  dedicated: z.boolean().default(false),
  /** Encrypts what Google keeps of it with a key of one's own (CMEK). */
  encryption: z
    .strictObject({
      kmsKeyName: z
        .string()
        .max(500)
        .regex(
          /^projects\/[a-z0-9.:-]+\/locations\/[a-z0-9-]+\/keyRings\/[a-zA-Z0-9_-]{1,63}\/cryptoKeys\/[a-zA-Z0-9_-]{1,63}$/,
          'a key as projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY',
        ),
    })
    .optional(),
  /** Reachable from this peered VPC network only (private services access). */
  network: z
    .string()
    .regex(
      /^projects\/[0-9]+\/global\/networks\/[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'a network as projects/NUMBER/global/networks/NAME, with the number of the project',
    )
    .optional(),
  /** Reachable through Private Service Connect only, from these projects. */
  privateServiceConnect: z
    .strictObject({
      projectAllowlist: z
        .array(
          z
            .string()
            .regex(
              /^([a-z][a-z0-9-]{4,28}[a-z0-9]|[0-9]+)$/,
              'a Google project, by id or number',
            ),
        )
        .min(1)
        .max(100),
    })
    .optional(),
  /** Keeps a sample of requests and responses in BigQuery. They may hold personal data. */
  requestLogging: z
    .strictObject({
      destination: z
        .string()
        .max(2000)
        .regex(
          /^bq:\/\/[a-z][a-z0-9:.-]*[a-z0-9](\.[A-Za-z0-9_]+){0,2}$/,
          'bq://PROJECT, bq://PROJECT.DATASET or bq://PROJECT.DATASET.TABLE',
        ),
      samplingRate: z
        .number()
        .gt(0, 'a share of the requests, more than 0 and at most 1')
        .max(1, 'a share of the requests, more than 0 and at most 1'),
    })
    .optional(),
};

export const newEndpointSchema = z
  .strictObject({
    kind: z.literal('new'),
    displayName: textSchema(128).min(1),
    labels: endpointLabelsSchema.optional(),
    ...optionsShape,
  })
  .refine(
    ({ network, privateServiceConnect }) =>
      network === undefined || privateServiceConnect === undefined,
    {
      path: ['network'],
      message:
        'an endpoint is private through a peered network or through Private Service Connect, not both',
    },
  );
export type NewEndpoint = z.infer<typeof newEndpointSchema>;

/** What is asked for a new endpoint besides its name and labels. */
export type NewEndpointOptions = Omit<
  NewEndpoint,
  'kind' | 'displayName' | 'labels'
>;

/** Google wants the key where the endpoint is. */
export function isKeyInLocation(
  location: string,
  encryption: NewEndpoint['encryption'],
): boolean {
  return (
    encryption === undefined ||
    encryption.kmsKeyName.includes(`/locations/${location}/`)
  );
}
