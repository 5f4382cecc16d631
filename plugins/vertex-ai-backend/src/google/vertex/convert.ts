import type { google } from '@google-cloud/aiplatform/build/protos/protos';
import { statusName } from '../GoogleApiError';
import { idOf, versionOf, withoutVersion } from './names';
import {
  RegistryModel,
  VertexDeployedModel,
  VertexEndpoint,
  VertexOperation,
} from './types';

type ProtoModel = google.cloud.aiplatform.v1.IModel;
type ProtoEndpoint = google.cloud.aiplatform.v1.IEndpoint;
type ProtoDeployedModel = google.cloud.aiplatform.v1.IDeployedModel;

/** A model of the generated client: absent text is '', 64-bit numbers and enums are text, maps may be absent. */
export function toModel(model: ProtoModel): RegistryModel {
  const name = model.name ?? '';
  return {
    name: withoutVersion(name),
    id: idOf(name),
    versionId: model.versionId || versionOf(name) || '',
    versionAliases: model.versionAliases ?? [],
    displayName: model.displayName ?? '',
    description: model.description || undefined,
    versionDescription: model.versionDescription || undefined,
    labels: model.labels ?? {},
    etag: model.etag ?? '',
    containerImageUri: model.containerSpec?.imageUri || undefined,
    artifactUri: model.artifactUri || undefined,
    supportedDeploymentResourcesTypes: (
      model.supportedDeploymentResourcesTypes ?? []
    ).map(String),
    createTime: toInstant(model.createTime),
    updateTime: toInstant(model.updateTime),
    versionCreateTime: toInstant(model.versionCreateTime),
    versionUpdateTime: toInstant(model.versionUpdateTime),
  };
}

export function toEndpoint(endpoint: ProtoEndpoint): VertexEndpoint {
  const name = endpoint.name ?? '';
  return {
    name,
    id: idOf(name),
    displayName: endpoint.displayName ?? '',
    description: endpoint.description || undefined,
    labels: endpoint.labels ?? {},
    etag: endpoint.etag ?? '',
    createTime: toInstant(endpoint.createTime),
    updateTime: toInstant(endpoint.updateTime),
    dedicated: endpoint.dedicatedEndpointEnabled ?? false,
    dedicatedDns: endpoint.dedicatedEndpointDns || undefined,
    trafficSplit: endpoint.trafficSplit ?? {},
    deployedModels: (endpoint.deployedModels ?? []).map(toDeployedModel),
  };
}

function toDeployedModel(deployed: ProtoDeployedModel): VertexDeployedModel {
  const model = deployed.model ?? '';
  const dedicated = deployed.dedicatedResources;
  const automatic = deployed.automaticResources;
  const machine = dedicated?.machineSpec;
  const accelerator = String(machine?.acceleratorType ?? '');
  return {
    id: deployed.id ?? '',
    displayName: deployed.displayName ?? '',
    modelName: withoutVersion(model),
    modelId: idOf(model),
    modelVersionId: deployed.modelVersionId || versionOf(model) || '',
    serviceAccount: deployed.serviceAccount || undefined,
    createTime: toInstant(deployed.createTime),
    machineType: machine?.machineType || undefined,
    acceleratorType:
      accelerator === '' || accelerator === 'ACCELERATOR_TYPE_UNSPECIFIED'
        ? undefined
        : accelerator,
    acceleratorCount: machine?.acceleratorCount || undefined,
    minReplicaCount:
      (dedicated?.minReplicaCount ?? automatic?.minReplicaCount) || undefined,
    maxReplicaCount:
      (dedicated?.maxReplicaCount ?? automatic?.maxReplicaCount) || undefined,
  };
}

/** google.protobuf.Timestamp of the generated client as RFC 3339. */
function toInstant(
  time: google.protobuf.ITimestamp | null | undefined,
): string | undefined {
  const seconds = Number(time?.seconds ?? 0);
  return seconds === 0
    ? undefined
    : new Date(
        seconds * 1000 + Math.floor((time?.nanos ?? 0) / 1e6),
      ).toISOString();
}

/** google.longrunning.Operation as its JSON mapping, in which `Any` values are readable. */
export interface OperationJson {
  name?: string;
  done?: boolean;
  error?: { code?: number; message?: string };
  metadata?: {
    '@type'?: string;
    deploymentStage?: string;
    genericMetadata?: { createTime?: string; updateTime?: string };
  };
  response?: {
    '@type'?: string;
    /** CreateEndpoint answers with the endpoint itself. */
    name?: string;
    deployedModel?: { id?: string };
    model?: string;
    modelVersionId?: string;
  };
}

export function toOperation(json: OperationJson): VertexOperation {
  const metadata = json.metadata;
  const stage = metadata?.deploymentStage;
  return {
    name: json.name ?? '',
    done: json.done ?? false,
    metadataType: metadata?.['@type']?.split('.').pop(),
    stage: stage === 'DEPLOYMENT_STAGE_UNSPECIFIED' ? undefined : stage,
    createTime: metadata?.genericMetadata?.createTime,
    updateTime: metadata?.genericMetadata?.updateTime,
    error: json.error && {
      code: json.error.code ?? 2,
      status: statusName(json.error.code),
      message: json.error.message ?? '',
    },
    result:
      json.done && !json.error ? toResult(json.response ?? {}) : undefined,
  };
}

function toResult(
  response: NonNullable<OperationJson['response']>,
): VertexOperation['result'] {
  return {
    endpointId: response.name?.includes('/endpoints/')
      ? idOf(response.name)
      : undefined,
    deployedModelId: response.deployedModel?.id,
    modelId: response.model === undefined ? undefined : idOf(response.model),
    modelVersionId: response.modelVersionId,
  };
}
