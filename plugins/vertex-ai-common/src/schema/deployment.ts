import { z } from 'zod';
import { roles } from '../actions';
import { decisionSchema } from './access';
import { asStored } from './asStored';
import {
  environmentNameSchema,
  instantSchema,
  locationSchema,
  pageOf,
  pageQuerySchema,
  resourceIdSchema,
  textSchema,
} from './basics';
import { trafficSplitSchema } from './endpoint';
import { handshakeSchema } from './handshake';
import { isKeyInLocation, newEndpointSchema } from './newEndpoint';
import { problemSchema } from './problem';

const target = {
  environment: environmentNameSchema,
  location: locationSchema,
  /** Why; shown in the history and never sent to Google. */
  reason: textSchema(1000).optional(),
};

const deployedModelIdSchema = z
  .string()
  .regex(/^[0-9]{1,10}$/, 'a deployed model id is a number of 1 to 10 digits');

/** The etag of the endpoint that the person saw; a change since then refuses the request. */
const etagSchema = z.string().min(1).max(256);

/** Brings a model version onto an endpoint. */
export const deployRequestSchema = z
  .strictObject({
    action: z.literal('deployment.create'),
    ...target,
    model: z.strictObject({
      id: resourceIdSchema,
      /** Version id or alias; the registry's default version when absent. It is fixed to an id at preview and at creation. */
      version: z
        .string()
        .regex(
          /^[a-zA-Z0-9-]{1,128}$/,
          'a version id or alias: letters, digits and dashes',
        )
        .optional(),
    }),
    endpoint: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('existing'), id: resourceIdSchema }),
      newEndpointSchema,
    ]),
    strategy: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('allAtOnce') }),
      ])
      .default({ kind: 'allAtOnce' }),
    /** Share of the traffic for the new version; what runs already keeps the rest in its present proportions. */
    trafficPercent: z.number().int().min(0).max(100).default(100),
    machine: z
      .strictObject({
        machineType: z.string().regex(/^[a-z0-9-]{3,40}$/),
        acceleratorType: z
          .string()
          .regex(/^[A-Z0-9_]+$/, 'for instance NVIDIA_TESLA_T4')
          .optional(),
        acceleratorCount: z.number().int().min(1).max(16).optional(),
      })
      .refine(
        machine =>
          (machine.acceleratorType === undefined) ===
          (machine.acceleratorCount === undefined),
        'acceleratorType and acceleratorCount come together',
      ),
    replicas: z
      .strictObject({
        min: z.number().int().min(1).max(1000),
        max: z.number().int().min(1).max(1000),
      })
      .refine(
        replicas => replicas.min <= replicas.max,
        'replicas.min is at most replicas.max',
      ),
    /** Service account that the serving container runs as; the deploying principal needs actAs on it. */
    serviceAccount: z
      .string()
      .regex(/^[^@\s]+@[^@\s]+\.gserviceaccount\.com$/)
      .optional(),
  })
  .refine(
    ({ location, endpoint }) =>
      endpoint.kind === 'existing' ||
      isKeyInLocation(location, endpoint.encryption),
    {
      path: ['endpoint', 'encryption', 'kmsKeyName'],
      message: 'a key in the location of the endpoint',
    },
  );
export type DeployRequest = z.infer<typeof deployRequestSchema>;

/** Takes a deployed model off its endpoint; its traffic goes to the rest in proportion. */
export const undeployRequestSchema = z.strictObject({
  action: z.literal('deployment.undeploy'),
  ...target,
  endpointId: resourceIdSchema,
  deployedModelId: deployedModelIdSchema,
  etag: etagSchema,
});
export type UndeployRequest = z.infer<typeof undeployRequestSchema>;

/** Sets the whole traffic split of an endpoint. */
export const trafficRequestSchema = z.strictObject({
  action: z.literal('traffic.set'),
  ...target,
  endpointId: resourceIdSchema,
  split: trafficSplitSchema.refine(
    split => Object.keys(split).length > 0,
    'name at least one deployed model',
  ),
  etag: etagSchema,
});
export type TrafficRequest = z.infer<typeof trafficRequestSchema>;

/** What can be asked of `POST /deployments`. */
export const deploymentRequestSchema = z.discriminatedUnion('action', [
  deployRequestSchema,
  undeployRequestSchema,
  trafficRequestSchema,
]);
export type DeploymentRequest = z.infer<typeof deploymentRequestSchema>;
/** The same before defaults are filled in, as a client writes it. */
export type DeploymentRequestInput = z.input<typeof deploymentRequestSchema>;

export const phases = [
  /** Other people are asked; nothing was done, and no endpoint is kept busy. */
  'awaitingApproval',
  'queued',
  'preparing',
  'deploying',
  'rollingOut',
  'rollingBack',
  'succeeded',
  'failed',
  'cancelled',
  /** Somebody who may approve has said no. */
  'rejected',
  /** Not approved in time. */
  'expired',
] as const;
export type Phase = (typeof phases)[number];
export const finalPhases = [
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'expired',
] as const;

/** Whether nothing more will happen in this phase. */
export function isFinal(phase: Phase): boolean {
  return (finalPhases as readonly Phase[]).includes(phase);
}

/** One row of the history. */
export const deploymentSchema = z.object({
  id: z.string(),
  action: z.enum(['deployment.create', 'deployment.undeploy', 'traffic.set']),
  environment: environmentNameSchema,
  location: locationSchema,
  phase: z.enum(phases),
  /** One sentence: what is happening, or why it ended so. */
  message: z.string(),
  /** Google's deployment stage while an operation runs, for instance STARTING_MODEL_SERVER. */
  stage: z.string().optional(),
  modelId: z.string().optional(),
  modelVersionId: z.string().optional(),
  modelDisplayName: z.string().optional(),
  endpointId: z.string().optional(),
  endpointDisplayName: z.string().optional(),
  deployedModelId: z.string().optional(),
  requestedBy: z.string(),
  role: z.enum(roles),
  intentDigest: z.string(),
  correlationId: z.string(),
  cancelRequested: z.boolean(),
  /** Until when it has to be approved; present when approvals were asked for, also after that. */
  approvalExpiresAt: instantSchema.optional(),
  /** Present when the approvals were skipped in an emergency. */
  breakGlass: z.literal(true).optional(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  finishedAt: instantSchema.optional(),
  /** Of the deployment, its model and its endpoint, where they are in the catalog. */
  entityRef: z.string().optional(),
  modelEntityRef: z.string().optional(),
  endpointEntityRef: z.string().optional(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** One thing that happened, in order. */
export const deploymentEventSchema = z.object({
  sequence: z.number().int(),
  at: instantSchema,
  type: z.enum([
    'requested',
    'phaseChanged',
    'stageChanged',
    'effectStarted',
    'effectFinished',
    'effectFailed',
    'cancelRequested',
    /** Somebody approves, rejects, or takes back an approval. */
    'voted',
    /** The requester has changed the request while it waited for approvals. */
    'revised',
    'resumed',
    'note',
  ]),
  phase: z.enum(phases),
  message: z.string(),
  detail: z.record(z.string(), z.json()).optional(),
});
export type DeploymentEvent = z.infer<typeof deploymentEventSchema>;

/** Every kind of write at Google, each at most once in a deployment. `restoreTraffic` takes a `setTraffic` back. */
export const effectKinds = [
  'createEndpoint',
  'deployModel',
  'setTraffic',
  'restoreTraffic',
  'undeployModel',
  'deleteEndpoint',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** One write at Google: recorded before it is sent, so that it is never sent twice. */
export const deploymentEffectSchema = z.object({
  kind: z.enum(effectKinds),
  status: z.enum(['intended', 'running', 'done', 'failed']),
  /** Google's operation name, once known. */
  operation: z.string().optional(),
  startedAt: instantSchema,
  finishedAt: instantSchema.optional(),
  error: z.string().optional(),
  /** The `x-goog-request-reason` that Google's audit log carries. */
  requestReason: z.string().optional(),
});
export type DeploymentEffect = z.infer<typeof deploymentEffectSchema>;

/** A request as it was accepted, which may be by an older version with other limits. */
export const storedRequestSchema = asStored(deploymentRequestSchema);

export const deploymentDetailSchema = deploymentSchema.extend({
  request: storedRequestSchema,
  events: z.array(deploymentEventSchema),
  effects: z.array(deploymentEffectSchema),
  handshakes: z.array(handshakeSchema),
  problem: problemSchema.optional(),
  /** Present where its requester has signed it: names the evidence. */
  evidenceId: z.string().optional(),
});
export type DeploymentDetail = z.infer<typeof deploymentDetailSchema>;

export const deploymentPageSchema = pageOf(deploymentSchema);
export type DeploymentPage = z.infer<typeof deploymentPageSchema>;

export const deploymentQuerySchema = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  phase: z.enum(phases).optional(),
  action: deploymentSchema.shape.action.optional(),
  modelId: resourceIdSchema.optional(),
  endpointId: resourceIdSchema.optional(),
  requestedBy: textSchema(256).optional(),
});
export type DeploymentQuery = z.infer<typeof deploymentQuerySchema>;

/** Result of one check before a deployment. `unknown` is shown as a warning and never as a pass. */
export const preflightCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['pass', 'fail', 'unknown']),
  message: z.string(),
});
export type PreflightCheck = z.infer<typeof preflightCheckSchema>;

const endpointStateSchema = z.object({
  trafficSplit: z.record(z.string(), z.number().int()),
  deployedModels: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      trafficPercent: z.number().int(),
    }),
  ),
});

/** What a line of the comparison of what runs with what would run is about. */
export const changedFields = [
  'endpoint',
  'labels',
  'encryption',
  'network',
  'requestLogging',
  'model',
  'machineType',
  'accelerator',
  'replicas',
  'serviceAccount',
  'traffic',
] as const;

/** One line of that comparison. A side that is absent: there is nothing. Equal sides: it stays as it is. */
export const previewChangeSchema = z.object({
  field: z.enum(changedFields),
  /** The endpoint or the deployed model. */
  subject: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type PreviewChange = z.infer<typeof previewChangeSchema>;

/** What would happen, decided by the same code that carries it out. Nothing is written. */
export const previewSchema = z.object({
  decision: decisionSchema,
  checks: z.array(preflightCheckSchema),
  /** The request with the version fixed and the defaults filled in. */
  request: deploymentRequestSchema,
  /** Canonical JSON (RFC 8785) of the intent, and its SHA-256 in hex. */
  intent: z.string(),
  intentDigest: z.string(),
  /** The endpoint now; absent where there is none yet. */
  before: endpointStateSchema.optional(),
  /** The endpoint afterwards; absent where too little could be read to say so. */
  after: endpointStateSchema.optional(),
  /** What would be different. Empty where nothing would, or where it cannot be said. */
  changes: z.array(previewChangeSchema),
  /** The deployed model that a new one is compared with; it stays where it is. */
  comparedWith: z.string().optional(),
  /** Commands that would do the same by hand. */
  gcloud: z.array(z.string()),
});
export type Preview = z.infer<typeof previewSchema>;

export const cancelRequestSchema = z.strictObject({
  reason: textSchema(1000).optional(),
});

/** Payload of the event and of the signal. Holds no more than a list row reveals. */
export interface DeploymentChanged {
  id: string;
  environment: string;
  phase: Phase;
}
