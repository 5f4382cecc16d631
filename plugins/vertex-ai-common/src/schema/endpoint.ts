import { z } from 'zod';
import {
  environmentNameSchema,
  instantSchema,
  locationSchema,
  pageOf,
} from './basics';
import { sourceSchema } from './model';

/** Share of the traffic in whole percent by deployed model id; adds up to 100, or is empty. */
export const trafficSplitSchema = z
  .record(z.string().regex(/^[0-9]{1,10}$/), z.number().int().min(0).max(100))
  .refine(
    split =>
      Object.keys(split).length === 0 ||
      Object.values(split).reduce((sum, share) => sum + share, 0) === 100,
    'the shares of a traffic split add up to 100',
  );
export type TrafficSplit = z.infer<typeof trafficSplitSchema>;

export const deployedModelSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  modelId: z.string(),
  modelVersionId: z.string(),
  machineType: z.string().optional(),
  acceleratorType: z.string().optional(),
  acceleratorCount: z.number().int().optional(),
  minReplicaCount: z.number().int().optional(),
  maxReplicaCount: z.number().int().optional(),
  serviceAccount: z.string().optional(),
  createTime: instantSchema.optional(),
  trafficPercent: z.number().int(),
});
export type DeployedModel = z.infer<typeof deployedModelSchema>;

/** An online prediction endpoint. */
export const endpointSchema = z.object({
  environment: environmentNameSchema,
  location: locationSchema,
  id: z.string(),
  resourceName: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  /** Sent back with every write, so that a change in between is noticed. */
  etag: z.string(),
  createTime: instantSchema.optional(),
  updateTime: instantSchema.optional(),
  /** Has a domain of its own and refuses the shared one. */
  dedicated: z.boolean(),
  dedicatedDns: z.string().optional(),
  trafficSplit: z.record(z.string(), z.number().int()),
  deployedModels: z.array(deployedModelSchema),
  entityRef: z.string(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

export const endpointPageSchema = pageOf(endpointSchema).extend({
  sources: z.array(sourceSchema),
});
export type EndpointPage = z.infer<typeof endpointPageSchema>;

/** As JSON at most 1.5 MB on a shared endpoint, 10 MB on a dedicated one (Google's limits). */
export const predictionRequestSchema = z.strictObject({
  instances: z.array(z.json()).min(1),
  parameters: z.json().optional(),
});
export type PredictionRequest = z.infer<typeof predictionRequestSchema>;

export const predictionSchema = z.object({
  predictions: z.array(z.json()),
  deployedModelId: z.string(),
  modelId: z.string(),
  modelVersionId: z.string(),
  modelDisplayName: z.string(),
  correlationId: z.string(),
  /** Wall-clock time of Google's answer as the backend saw it. */
  durationMs: z.number(),
});
export type Prediction = z.infer<typeof predictionSchema>;
