import { JsonObject } from '../core/json';
import { StatusName } from '../core/ApiError';

/** A model with its versions. Model-level fields and version-level fields are kept apart, as UpdateModel does. */
export interface ModelRecord {
  /** `projects/NUMBER/locations/L/models/M`, never with a version. */
  name: string;
  displayName: string;
  description?: string;
  labels: Record<string, string>;
  etag: string;
  createTime: string;
  updateTime: string;
  /** The highest version number ever given: a deleted number is not used again. */
  lastVersion: number;
  versions: ModelVersionRecord[];
}

export interface ModelVersionRecord {
  versionId: string;
  aliases: string[];
  versionDescription?: string;
  labels: Record<string, string>;
  /** The immutable rest of the uploaded Model: containerSpec, artifactUri, predictSchemata, … */
  spec: JsonObject;
  createTime: string;
  updateTime: string;
}

export interface EndpointRecord {
  /** `projects/NUMBER/locations/L/endpoints/E` */
  name: string;
  etag: string;
  createTime: string;
  updateTime: string;
  /** Everything the client may write: displayName, description, labels, network, … */
  spec: JsonObject;
  deployedModels: DeployedModelRecord[];
  trafficSplit: Record<string, number>;
  /** Predictions answered so far; decides whose turn it is in the traffic split. */
  predictions: number;
}

export interface DeployedModelRecord {
  id: string;
  /** `projects/NUMBER/locations/L/models/M`, without the version. */
  model: string;
  modelVersionId: string;
  createTime: string;
  /** displayName, resources, serviceAccount, … */
  spec: JsonObject;
}

export interface PoolRecord {
  name: string;
  createTime: string;
  spec: JsonObject;
}

/** Deployment stages in the order in which a deployment walks through them (deployment_stage.proto). */
export const DEPLOYMENT_STAGES = [
  'STARTING_DEPLOYMENT',
  'PREPARING_MODEL',
  'CREATING_SERVING_CLUSTER',
  'ADDING_NODES_TO_CLUSTER',
  'GETTING_CONTAINER_IMAGE',
  'STARTING_MODEL_SERVER',
  'FINISHING_UP',
] as const;
export type DeploymentStage = (typeof DEPLOYMENT_STAGES)[number];

export type OperationKind =
  | 'CreateEndpoint'
  | 'DeleteEndpoint'
  | 'UpdateEndpointLongRunning'
  | 'DeployModel'
  | 'UndeployModel'
  | 'MutateDeployedModel'
  | 'UploadModel'
  | 'DeleteModel'
  | 'DeleteModelVersion'
  | 'CreateDeploymentResourcePool'
  | 'DeleteDeploymentResourcePool';

export interface OperationFailure {
  stage?: DeploymentStage;
  status: StatusName;
  message: string;
}

export interface OperationRecord {
  /** `projects/NUMBER/locations/L/[COLLECTION/ID/]operations/O` */
  name: string;
  kind: OperationKind;
  /** The resource it works on; decides who may read it. */
  target: string;
  createTime: string;
  updateTime: string;
  startedAtMs: number;
  /** Milliseconds per stage; an operation without stages has exactly one. */
  stageDurationMs: number;
  /** Scripted failure, decided when the operation started. */
  failure?: OperationFailure;
  /** What its effect needs when it finishes. */
  input: JsonObject;
  /** Set once: the effect was applied, or it failed, or it was cancelled. */
  outcome?: { response: JsonObject } | { error: JsonObject };
}
