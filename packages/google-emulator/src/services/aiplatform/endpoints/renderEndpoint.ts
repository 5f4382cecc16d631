import { JsonObject, withoutUndefined } from '../../../core/json';
import { DeployedModelRecord, EndpointRecord } from '../../../state/records';
import { parseResourceName } from '../../../state/resourceName';

/** google.cloud.aiplatform.v1.Endpoint. */
export function renderEndpoint(endpoint: EndpointRecord): JsonObject {
  return withoutUndefined({
    name: endpoint.name,
    ...endpoint.spec,
    dedicatedEndpointDns: dedicatedDns(endpoint),
    deployedModels:
      endpoint.deployedModels.length > 0
        ? endpoint.deployedModels.map(renderDeployedModel)
        : undefined,
    trafficSplit:
      Object.keys(endpoint.trafficSplit).length > 0
        ? { ...endpoint.trafficSplit }
        : undefined,
    etag: endpoint.etag,
    createTime: endpoint.createTime,
    updateTime: endpoint.updateTime,
  });
}

/** google.cloud.aiplatform.v1.DeployedModel, with its replicas up. */
export function renderDeployedModel(deployed: DeployedModelRecord): JsonObject {
  const dedicated = deployed.spec.dedicatedResources as JsonObject | undefined;
  return {
    id: deployed.id,
    model: deployed.model,
    modelVersionId: deployed.modelVersionId,
    createTime: deployed.createTime,
    ...deployed.spec,
    ...(dedicated
      ? { status: { availableReplicaCount: dedicated.minReplicaCount ?? 1 } }
      : {}),
  };
}

/** Host name of a dedicated endpoint: `{endpoint}.{region}-{project number}.prediction.vertexai.goog`. */
export function dedicatedDns(endpoint: EndpointRecord): string | undefined {
  if (endpoint.spec.dedicatedEndpointEnabled !== true) return undefined;
  const name = parseResourceName(endpoint.name);
  return `${name?.id}.${name?.location}-${name?.project}.prediction.vertexai.goog`;
}
