/** What Vertex AI answers, as plain objects: no protobuf message, integer enum or 64-bit wrapper leaves this folder. */

/** One version of a registered model; read without a version it is the default one. */
export interface RegistryModel {
  /** Full resource name, with the project number and without a version. */
  name: string;
  id: string;
  versionId: string;
  versionAliases: string[];
  displayName: string;
  description?: string;
  versionDescription?: string;
  labels: Record<string, string>;
  etag: string;
  containerImageUri?: string;
  artifactUri?: string;
  /** Empty when the model cannot be deployed. */
  supportedDeploymentResourcesTypes: string[];
  /** RFC 3339; of the model, whichever version this is. */
  createTime?: string;
  updateTime?: string;
  versionCreateTime?: string;
  versionUpdateTime?: string;
}

export interface MachineResources {
  machineType?: string;
  acceleratorType?: string;
  acceleratorCount?: number;
  minReplicaCount?: number;
  maxReplicaCount?: number;
}

/** A model version on an endpoint. */
export interface VertexDeployedModel extends MachineResources {
  id: string;
  displayName: string;
  /** Full resource name of the model, without the version. */
  modelName: string;
  modelId: string;
  modelVersionId: string;
  serviceAccount?: string;
  createTime?: string;
}

export interface VertexEndpoint {
  /** Full resource name, with the project number. */
  name: string;
  id: string;
  displayName: string;
  description?: string;
  labels: Record<string, string>;
  /** Goes back with {@link EndpointsApi.updateTraffic}. */
  etag: string;
  createTime?: string;
  updateTime?: string;
  dedicated: boolean;
  dedicatedDns?: string;
  /** Whole percent by deployed model id; empty or adding up to 100. */
  trafficSplit: Record<string, number>;
  deployedModels: VertexDeployedModel[];
}

/** A long-running operation as it was when it was read. */
export interface VertexOperation {
  /** Full name; kept to find the operation again after a restart. */
  name: string;
  done: boolean;
  /** `DeployModelOperationMetadata` and the like, without the package. */
  metadataType?: string;
  /** Deployment stage, for instance `STARTING_MODEL_SERVER`. */
  stage?: string;
  createTime?: string;
  updateTime?: string;
  /** Present when it is done and failed. */
  error?: { code: number; status: string; message: string };
  /** Present when it is done and did not fail; what its method answers with. */
  result?: {
    endpointId?: string;
    deployedModelId?: string;
    modelId?: string;
    modelVersionId?: string;
  };
}

export interface VertexPrediction {
  predictions: unknown[];
  deployedModelId: string;
  modelId: string;
  modelVersionId: string;
  modelDisplayName: string;
}

export interface PageArgs {
  /** At most 100 in Google's lists. */
  pageSize?: number;
  pageToken?: string;
}

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  nextPageToken?: string;
}

/** The project (id or number) that a call goes to; the location is that of the API object. */
export interface InProject {
  project: string;
}
