/* eslint-disable max-lines -- one table: the whole API at a glance */
import { z } from 'zod';
import { environmentSchema } from './schema/access';
import {
  accessPageSchema,
  accessQuerySchema,
  simulationRequestSchema,
  simulationSchema,
} from './schema/accessReview';
import {
  approvalComparisonSchema,
  approvalDetailSchema,
  approvalPageSchema,
  approvalQuerySchema,
  reviewRequestSchema,
  voteRequestSchema,
} from './schema/approval';
import { auditPageSchema, auditQuerySchema } from './schema/audit';
import {
  environmentNameSchema,
  locationSchema,
  pageQuerySchema,
  resourceIdSchema,
} from './schema/basics';
import {
  cancelRequestSchema,
  deploymentDetailSchema,
  deploymentPageSchema,
  deploymentQuerySchema,
  deploymentRequestSchema,
  deploymentSchema,
  previewSchema,
} from './schema/deployment';
import { diagnosisRequestSchema, diagnosisSchema } from './schema/diagnosis';
import {
  endpointPageSchema,
  endpointSchema,
  predictionRequestSchema,
  predictionSchema,
} from './schema/endpoint';
import { issuerRotationSchema, issuerSchema } from './schema/issuer';
import {
  checkedOutSchema,
  checkoutRequestSchema,
  endingPageSchema,
  endingQuerySchema,
  endingSchema,
  endingWithAftermathSchema,
  endRequestSchema,
  leasePageSchema,
  leaseQuerySchema,
  ownAccessSchema,
  restoreRequestSchema,
} from './schema/lease';
import {
  aliasChangeSchema,
  modelDetailSchema,
  modelPageSchema,
  modelUploadResultSchema,
  modelUploadSchema,
} from './schema/model';
import {
  keyRegistrationAnswerSchema,
  keyRegistrationSchema,
  keyResetDecisionSchema,
  keyResetPageSchema,
  keyResetRequestSchema,
  keyResetSchema,
  securityKeyListSchema,
  securityKeyRenameSchema,
  securityKeySchema,
  stepUpAnswerRequestSchema,
  stepUpChallengeRequestSchema,
  stepUpChallengeSchema,
  stepUpEvidenceSchema,
  stepUpGrantSchema,
} from './schema/stepUp';

/**
 * One route of the API, below `/api/vertex-ai/v1`.
 *
 * The server's handlers, the typed client and the OpenAPI document are all made from this table, so they cannot disagree.
 */
export interface Route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  id: string;
  method: 'get' | 'post';
  /** With `{name}` for each path parameter. */
  path: string;
  summary: string;
  params: P;
  query: Q;
  /** Absent for a route without a body. */
  body?: B;
  response: R;
  status: 200 | 201 | 202;
  /** Whether an `Idempotency-Key` header is required. */
  idempotent?: boolean;
  /** Whether the header `x-vertex-ai-step-up` may name a grant: the proof of a signature over exactly this intent. */
  stepUp?: boolean;
}

/**
 * Carries the caller's own Google access token to our backend, and only there, for environments whose strategy is `userOAuth`. Never
 * stored, never logged, never passed on but to Google.
 */
export const GOOGLE_TOKEN_HEADER = 'x-vertex-ai-google-token';

/** Names the grant that a step-up has given (`grant` of its answer). Single use, for one person and one intent. */
export const STEP_UP_HEADER = 'x-vertex-ai-step-up';

/**
 * Carries the caller's own token of the company's identity provider, in the same way, for environments whose strategy is
 * `oidcSubject`.
 */
export const SUBJECT_TOKEN_HEADER = 'x-vertex-ai-subject-token';

/** Path parameters of a route, as a caller gives them. */
export type RouteParams<T> = T extends Route<infer P, any, any, any>
  ? z.input<P>
  : never;
/** Query of a route, as a caller gives it; every part has a default or may be absent. */
export type RouteQuery<T> = T extends Route<any, infer Q, any, any>
  ? Partial<z.input<Q>>
  : never;
/** Body of a route, before defaults are filled in. */
export type RouteBody<T> = T extends Route<any, any, infer B, any>
  ? z.input<B>
  : never;
/** Body of a successful answer. */
export type RouteAnswer<T> = T extends Route<any, any, any, infer R>
  ? z.output<R>
  : never;

const none = z.object({});
const environment = z.object({ environment: environmentNameSchema });
const located = environment.extend({ location: locationSchema });
const oneModel = located.extend({ model: resourceIdSchema });
const oneEndpoint = located.extend({ endpoint: resourceIdSchema });
const oneEnding = z.object({
  ending: z.string().regex(/^[a-z0-9]{26}$/, 'the id of an ending'),
});
const oneDeployment = z.object({
  deployment: z.string().regex(/^[a-z0-9]{26}$/, 'a deployment id'),
});

const idSchema = (what: string) =>
  z.string().regex(/^[a-z0-9]{26}$/, `${what} id`);
const oneKey = z.object({ key: idSchema('a security key') });

/**
 * Filters of the registry lists; `search` is a case-insensitive part of the display name or the id. The pages of a list may show
 * different states of the registry: ordered by name, a thing that is renamed in between may be on none of them; ordered by id,
 * everything that is there all the time is on one.
 */
const registryQuery = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  location: locationSchema.optional(),
  search: z.string().max(128).optional(),
  orderBy: z.enum(['name', 'id']).default('name'),
});

function route<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(definition: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return definition;
}

export const routes = {
  listEnvironments: route({
    id: 'listEnvironments',
    method: 'get',
    path: '/environments',
    summary: 'Environments, with the roles and the access of the caller',
    params: none,
    query: none,
    response: z.object({ items: z.array(environmentSchema) }),
    status: 200,
  }),
  diagnose: route({
    id: 'diagnose',
    method: 'post',
    path: '/environments/{environment}/diagnosis',
    summary: 'The walk from a person to Google, hop by hop, made just now',
    params: environment,
    query: none,
    body: diagnosisRequestSchema,
    response: diagnosisSchema,
    status: 200,
  }),
  getIssuer: route({
    id: 'getIssuer',
    method: 'get',
    path: '/issuer',
    summary:
      'The keys that assertions are signed with, and how they get to Google',
    params: none,
    query: none,
    response: issuerSchema,
    status: 200,
  }),
  rotateIssuerKeys: route({
    id: 'rotateIssuerKeys',
    method: 'post',
    path: '/issuer/rotation',
    summary:
      'Withdraws every key of the issuer and signs with a new one at once, for an emergency',
    params: none,
    query: none,
    body: issuerRotationSchema,
    response: issuerSchema,
    status: 200,
  }),
  listModels: route({
    id: 'listModels',
    method: 'get',
    path: '/models',
    summary: 'Models of the registries that the caller may read',
    params: none,
    query: registryQuery,
    response: modelPageSchema,
    status: 200,
  }),
  getModel: route({
    id: 'getModel',
    method: 'get',
    path: '/environments/{environment}/locations/{location}/models/{model}',
    summary: 'One model with its versions, read from Google now',
    params: oneModel,
    query: none,
    response: modelDetailSchema,
    status: 200,
  }),
  uploadModel: route({
    id: 'uploadModel',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/models',
    summary: 'Register a model or a version of one',
    params: located,
    query: none,
    body: modelUploadSchema,
    response: modelUploadResultSchema,
    status: 202,
    idempotent: true,
    stepUp: true,
  }),
  changeAliases: route({
    id: 'changeAliases',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/models/{model}/aliases',
    summary: 'Add and remove aliases of a version',
    params: oneModel,
    query: none,
    body: aliasChangeSchema,
    response: modelDetailSchema,
    status: 200,
    stepUp: true,
  }),
  listEndpoints: route({
    id: 'listEndpoints',
    method: 'get',
    path: '/endpoints',
    summary: 'Endpoints that the caller may read',
    params: none,
    query: registryQuery,
    response: endpointPageSchema,
    status: 200,
  }),
  getEndpoint: route({
    id: 'getEndpoint',
    method: 'get',
    path: '/environments/{environment}/locations/{location}/endpoints/{endpoint}',
    summary: 'One endpoint, read from Google now',
    params: oneEndpoint,
    query: none,
    response: endpointSchema,
    status: 200,
  }),
  predict: route({
    id: 'predict',
    method: 'post',
    path: '/environments/{environment}/locations/{location}/endpoints/{endpoint}/predict',
    summary: 'Online prediction as the caller',
    params: oneEndpoint,
    query: none,
    body: predictionRequestSchema,
    response: predictionSchema,
    status: 200,
  }),
  previewDeployment: route({
    id: 'previewDeployment',
    method: 'post',
    path: '/deployments/preview',
    summary: 'What a request would do; writes nothing',
    params: none,
    query: none,
    body: deploymentRequestSchema,
    response: previewSchema,
    status: 200,
  }),
  createDeployment: route({
    id: 'createDeployment',
    method: 'post',
    path: '/deployments',
    summary: 'Deploy, undeploy or set traffic',
    params: none,
    query: none,
    body: deploymentRequestSchema,
    response: deploymentSchema,
    status: 202,
    idempotent: true,
    stepUp: true,
  }),
  listDeployments: route({
    id: 'listDeployments',
    method: 'get',
    path: '/deployments',
    summary: 'History of deployments, newest first',
    params: none,
    query: deploymentQuerySchema,
    response: deploymentPageSchema,
    status: 200,
  }),
  getDeployment: route({
    id: 'getDeployment',
    method: 'get',
    path: '/deployments/{deployment}',
    summary: 'One deployment with its timeline, effects and identity chain',
    params: oneDeployment,
    query: none,
    response: deploymentDetailSchema,
    status: 200,
  }),
  cancelDeployment: route({
    id: 'cancelDeployment',
    method: 'post',
    path: '/deployments/{deployment}/cancel',
    summary: 'Ask a running deployment to stop and to clean up',
    params: oneDeployment,
    query: none,
    body: cancelRequestSchema,
    response: deploymentSchema,
    status: 202,
  }),
  createStepUpChallenge: route({
    id: 'createStepUpChallenge',
    method: 'post',
    path: '/step-up/challenges',
    summary: 'What shall be signed, and the challenge for a security key',
    params: none,
    query: none,
    body: stepUpChallengeRequestSchema,
    response: stepUpChallengeSchema,
    status: 201,
  }),
  answerStepUpChallenge: route({
    id: 'answerStepUpChallenge',
    method: 'post',
    path: '/step-up/challenges/{challenge}/answer',
    summary: 'The signature; gives a grant for exactly what was signed',
    params: z.object({ challenge: idSchema('a challenge') }),
    query: none,
    body: stepUpAnswerRequestSchema,
    response: stepUpGrantSchema,
    status: 201,
  }),
  getStepUpEvidence: route({
    id: 'getStepUpEvidence',
    method: 'get',
    path: '/step-up/evidence/{evidence}',
    summary:
      'One signature with everything that is needed to verify it offline',
    params: z.object({ evidence: idSchema('an evidence') }),
    query: none,
    response: stepUpEvidenceSchema,
    status: 200,
  }),
  listSecurityKeys: route({
    id: 'listSecurityKeys',
    method: 'get',
    path: '/step-up/keys',
    summary: "The caller's security keys",
    params: none,
    query: none,
    response: securityKeyListSchema,
    status: 200,
  }),
  startKeyRegistration: route({
    id: 'startKeyRegistration',
    method: 'post',
    path: '/step-up/keys/registrations',
    summary: 'Begin to register a security key',
    params: none,
    query: none,
    response: keyRegistrationSchema,
    status: 201,
  }),
  finishKeyRegistration: route({
    id: 'finishKeyRegistration',
    method: 'post',
    path: '/step-up/keys/registrations/{registration}/answer',
    summary: 'Register the security key that the browser has made',
    params: z.object({ registration: idSchema('a registration') }),
    query: none,
    body: keyRegistrationAnswerSchema,
    response: securityKeySchema,
    status: 201,
    stepUp: true,
  }),
  renameSecurityKey: route({
    id: 'renameSecurityKey',
    method: 'post',
    path: '/step-up/keys/{key}/name',
    summary: 'Name a security key',
    params: oneKey,
    query: none,
    body: securityKeyRenameSchema,
    response: securityKeySchema,
    status: 200,
  }),
  removeSecurityKey: route({
    id: 'removeSecurityKey',
    method: 'post',
    path: '/step-up/keys/{key}/removal',
    summary: 'Remove a security key; the last one signs its own removal',
    params: oneKey,
    query: none,
    response: securityKeySchema,
    status: 200,
    stepUp: true,
  }),
  listKeyResets: route({
    id: 'listKeyResets',
    method: 'get',
    path: '/step-up/resets',
    summary: 'Requests to remove lost security keys, newest first',
    params: none,
    query: pageQuerySchema,
    response: keyResetPageSchema,
    status: 200,
  }),
  requestKeyReset: route({
    id: 'requestKeyReset',
    method: 'post',
    path: '/step-up/resets',
    summary: "Ask for the removal of a person's lost security keys",
    params: none,
    query: none,
    body: keyResetRequestSchema,
    response: keyResetSchema,
    status: 201,
  }),
  decideKeyReset: route({
    id: 'decideKeyReset',
    method: 'post',
    path: '/step-up/resets/{reset}/decision',
    summary: 'Agree, as a second administrator, or refuse, or withdraw',
    params: z.object({ reset: idSchema('a reset') }),
    query: none,
    body: keyResetDecisionSchema,
    response: keyResetSchema,
    status: 200,
    stepUp: true,
  }),
  listAccess: route({
    id: 'listAccess',
    method: 'get',
    path: '/access',
    summary: 'Who has which role in the environments that the caller audits',
    params: none,
    query: accessQuerySchema,
    response: accessPageSchema,
    status: 200,
  }),
  simulateAccess: route({
    id: 'simulateAccess',
    method: 'post',
    path: '/access/simulation',
    summary: 'What the policy says to one action of one person, rule by rule',
    params: none,
    query: none,
    body: simulationRequestSchema,
    response: simulationSchema,
    status: 200,
  }),
  listLeases: route({
    id: 'listLeases',
    method: 'get',
    path: '/leases',
    summary:
      'Credentials that are out: the caller’s, or everybody’s in the environments that the caller audits',
    params: none,
    query: leaseQuerySchema,
    response: leasePageSchema,
    status: 200,
  }),
  checkOutCredential: route({
    id: 'checkOutCredential',
    method: 'post',
    path: '/environments/{environment}/credentials',
    summary: 'Take a temporary credential out of the portal; shown once',
    params: environment,
    query: none,
    body: checkoutRequestSchema,
    response: checkedOutSchema,
    status: 201,
    stepUp: true,
  }),
  getOwnAccess: route({
    id: 'getOwnAccess',
    method: 'get',
    path: '/own-access',
    summary: 'Whether the caller’s own access was ended',
    params: none,
    query: none,
    response: ownAccessSchema,
    status: 200,
  }),
  listEndings: route({
    id: 'listEndings',
    method: 'get',
    path: '/access-endings',
    summary:
      'Endings of access in the environments in which the caller may end it, newest first',
    params: none,
    query: endingQuerySchema,
    response: endingPageSchema,
    status: 200,
  }),
  endAccess: route({
    id: 'endAccess',
    method: 'post',
    path: '/access-endings',
    summary:
      'End a lease, a person’s access, an environment or everything, on all replicas at once',
    params: none,
    query: none,
    body: endRequestSchema,
    response: endingWithAftermathSchema,
    status: 201,
  }),
  getEnding: route({
    id: 'getEnding',
    method: 'get',
    path: '/access-endings/{ending}',
    summary:
      'One ending, with what Google still honours and the faster switches there',
    params: oneEnding,
    query: none,
    response: endingWithAftermathSchema,
    status: 200,
  }),
  restoreAccess: route({
    id: 'restoreAccess',
    method: 'post',
    path: '/access-endings/{ending}/restore',
    summary: 'Lift an ending; never one’s own',
    params: oneEnding,
    query: none,
    body: restoreRequestSchema,
    response: endingSchema,
    status: 200,
  }),
  reviseDeployment: route({
    id: 'reviseDeployment',
    method: 'post',
    path: '/deployments/{deployment}/revise',
    summary:
      'Change a request that waits for approval; every vote on it is void',
    params: oneDeployment,
    query: none,
    body: deploymentRequestSchema,
    response: deploymentSchema,
    status: 200,
    stepUp: true,
  }),
  breakGlass: route({
    id: 'breakGlass',
    method: 'post',
    path: '/deployments/break-glass',
    summary: 'The same as createDeployment without approvals, in an emergency',
    params: none,
    query: none,
    body: deploymentRequestSchema,
    response: deploymentSchema,
    status: 202,
    idempotent: true,
    stepUp: true,
  }),
  listApprovals: route({
    id: 'listApprovals',
    method: 'get',
    path: '/approvals',
    summary: 'Requests that wait for approval, or waited for it, newest first',
    params: none,
    query: approvalQuerySchema,
    response: approvalPageSchema,
    status: 200,
  }),
  getApproval: route({
    id: 'getApproval',
    method: 'get',
    path: '/approvals/{deployment}',
    summary: 'One request with its parameters and votes',
    params: oneDeployment,
    query: none,
    response: approvalDetailSchema,
    status: 200,
  }),
  compareApproval: route({
    id: 'compareApproval',
    method: 'get',
    path: '/approvals/{deployment}/comparison',
    summary: 'What one request would change, by what Google has now',
    params: oneDeployment,
    query: none,
    response: approvalComparisonSchema,
    status: 200,
  }),
  vote: route({
    id: 'vote',
    method: 'post',
    path: '/approvals/{deployment}/votes',
    summary: 'Approve, reject, or take back an approval',
    params: oneDeployment,
    query: none,
    body: voteRequestSchema,
    response: approvalDetailSchema,
    status: 200,
    stepUp: true,
  }),
  closeReview: route({
    id: 'closeReview',
    method: 'post',
    path: '/approvals/{deployment}/review',
    summary: 'Close the review of what went without its approvals',
    params: oneDeployment,
    query: none,
    body: reviewRequestSchema,
    response: approvalDetailSchema,
    status: 200,
  }),
  listAudit: route({
    id: 'listAudit',
    method: 'get',
    path: '/audit',
    summary: 'Audit entries of the environments that the caller audits',
    params: none,
    query: auditQuerySchema,
    response: auditPageSchema,
    status: 200,
  }),
} as const;

export type Routes = typeof routes;
export type RouteId = keyof Routes;
