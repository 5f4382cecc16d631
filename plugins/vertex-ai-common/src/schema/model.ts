import { z } from 'zod';
import {
  environmentNameSchema,
  instantSchema,
  labelsSchema,
  locationSchema,
  pageOf,
  resourceIdSchema,
  textSchema,
} from './basics';
import { problemSchema } from './problem';

/** Where a version is deployed. */
export const deployedToSchema = z.object({
  endpointId: z.string(),
  endpointDisplayName: z.string(),
  deployedModelId: z.string(),
  versionId: z.string(),
  trafficPercent: z.number().int(),
});

/** A model of Vertex AI's model registry. */
export const modelSchema = z.object({
  environment: environmentNameSchema,
  location: locationSchema,
  id: z.string(),
  /** Google's full resource name, with the project number. */
  resourceName: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  /** From the serving container's image, for instance `TensorFlow 2.15`. */
  framework: z.string().optional(),
  containerImageUri: z.string().optional(),
  artifactUri: z.string().optional(),
  /** False when the registry says that no deployment resources fit. */
  deployable: z.boolean(),
  defaultVersionId: z.string(),
  defaultVersionAliases: z.array(z.string()),
  /** Newest first. Absent in a list while the backend has not come to ask Google for them. */
  versions: z
    .array(z.object({ versionId: z.string(), aliases: z.array(z.string()) }))
    .optional(),
  createTime: instantSchema.optional(),
  updateTime: instantSchema.optional(),
  deployedTo: z.array(deployedToSchema),
  entityRef: z.string(),
});
export type Model = z.infer<typeof modelSchema>;

export const modelVersionSchema = z.object({
  versionId: z.string(),
  aliases: z.array(z.string()),
  displayName: z.string(),
  description: z.string().optional(),
  containerImageUri: z.string().optional(),
  artifactUri: z.string().optional(),
  createTime: instantSchema.optional(),
  updateTime: instantSchema.optional(),
  deployedTo: z.array(deployedToSchema),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

export const modelDetailSchema = modelSchema.extend({
  versions: z.array(modelVersionSchema),
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;

/** How fresh a part of a list is, and what went wrong when it could not be read. */
export const sourceSchema = z.object({
  environment: environmentNameSchema,
  location: locationSchema,
  /** Absent when it was never read. */
  observedAt: instantSchema.optional(),
  problem: problemSchema.optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const modelPageSchema = pageOf(modelSchema).extend({
  sources: z.array(sourceSchema),
});
export type ModelPage = z.infer<typeof modelPageSchema>;

const aliasSchema = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$/,
    'a version alias starts with a lower-case letter, ends with one or a digit, and has letters, digits and dashes between',
  );

/** Registers a model, or a version of one, from its artefacts and serving container. */
export const modelUploadSchema = z.strictObject({
  displayName: textSchema(128).min(1),
  description: textSchema(5000).optional(),
  /** Folder of the artefacts, for instance a TensorFlow SavedModel. */
  artifactUri: z
    .string()
    .regex(/^gs:\/\/[a-z0-9][a-z0-9._-]+(\/[^\p{Cc}]*)?$/u, 'a gs:// folder'),
  /** Serving container image in Artifact Registry or Container Registry. */
  containerImageUri: textSchema(512).min(1),
  labels: labelsSchema.optional(),
  /** Id of the model that this becomes a version of. */
  parentModel: resourceIdSchema.optional(),
  versionAliases: z.array(aliasSchema).max(50).optional(),
  versionDescription: textSchema(5000).optional(),
  /** Whether the new version becomes the default of its model. */
  isDefaultVersion: z.boolean().optional(),
});
export type ModelUpload = z.infer<typeof modelUploadSchema>;

export const modelUploadResultSchema = z.object({
  /** Google's operation name. */
  operation: z.string(),
  done: z.boolean(),
  modelId: z.string().optional(),
  versionId: z.string().optional(),
  /** Google's words when the operation ended with a failure. */
  error: z.string().optional(),
  correlationId: z.string(),
});
export type ModelUploadResult = z.infer<typeof modelUploadResultSchema>;

export const aliasChangeSchema = z
  .strictObject({
    versionId: z.string().regex(/^[0-9]+$/, 'a version id is a number'),
    add: z.array(aliasSchema).default([]),
    remove: z.array(aliasSchema).default([]),
  })
  .refine(
    change => change.add.length + change.remove.length > 0,
    'name at least one alias to add or remove',
  );
export type AliasChange = z.infer<typeof aliasChangeSchema>;
