import type {
  Endpoint,
  Model,
  ModelVersion,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { RegistryModel, VertexEndpoint } from '../google';
import { endpointEntityRef, modelEntityRef } from './entityRef';
import { frameworkOf } from './framework';

/** Where something is. */
export interface Place {
  environment: string;
  location: string;
}

type DeployedTo = Model['deployedTo'];

/** Where a model runs, by its resource name. */
export type DeployedModels = (modelName: string) => DeployedTo;

/**
 * Reads off the endpoints which model runs where. An endpoint may run a model of another project, where the same id may be
 * another model, so names count; they carry the project's number or its id.
 */
export function deployedModels(
  endpoints: readonly VertexEndpoint[],
  { project, projectNumber }: { project: string; projectNumber: string },
): DeployedModels {
  const keyOf = (modelName: string) =>
    modelName.replace(`projects/${project}/`, `projects/${projectNumber}/`);
  const byModel = new Map<string, DeployedTo>();
  for (const endpoint of endpoints) {
    for (const deployed of endpoint.deployedModels) {
      const key = keyOf(deployed.modelName);
      const known = byModel.get(key) ?? [];
      known.push({
        endpointId: endpoint.id,
        endpointDisplayName: endpoint.displayName,
        deployedModelId: deployed.id,
        versionId: deployed.modelVersionId,
        trafficPercent: endpoint.trafficSplit[deployed.id] ?? 0,
      });
      byModel.set(key, known);
    }
  }
  return modelName => byModel.get(keyOf(modelName)) ?? [];
}

/** A default version, as the API shows a model. */
export function toModelView(
  place: Place,
  model: RegistryModel,
  deployed: DeployedModels,
): Omit<Model, 'versions'> {
  return {
    ...place,
    id: model.id,
    resourceName: model.name,
    displayName: model.displayName,
    description: model.description,
    labels: model.labels,
    framework: frameworkOf(model.containerImageUri),
    containerImageUri: model.containerImageUri,
    artifactUri: model.artifactUri,
    deployable: model.supportedDeploymentResourcesTypes.length > 0,
    defaultVersionId: model.versionId,
    defaultVersionAliases: model.versionAliases,
    createTime: model.createTime,
    updateTime: model.updateTime,
    deployedTo: deployed(model.name),
    entityRef: modelEntityRef(place.environment, place.location, model.id),
  };
}

export function toVersionView(
  version: RegistryModel,
  deployed: DeployedModels,
): ModelVersion {
  return {
    versionId: version.versionId,
    aliases: version.versionAliases,
    displayName: version.displayName,
    description: version.versionDescription,
    containerImageUri: version.containerImageUri,
    artifactUri: version.artifactUri,
    createTime: version.versionCreateTime ?? version.createTime,
    updateTime: version.versionUpdateTime ?? version.updateTime,
    deployedTo: deployed(version.name).filter(
      ({ versionId }) => versionId === version.versionId,
    ),
  };
}

export function toEndpointView(
  place: Place,
  endpoint: VertexEndpoint,
): Endpoint {
  return {
    ...place,
    id: endpoint.id,
    resourceName: endpoint.name,
    displayName: endpoint.displayName,
    description: endpoint.description,
    labels: endpoint.labels,
    etag: endpoint.etag,
    createTime: endpoint.createTime,
    updateTime: endpoint.updateTime,
    dedicated: endpoint.dedicated,
    dedicatedDns: endpoint.dedicatedDns,
    trafficSplit: endpoint.trafficSplit,
    deployedModels: endpoint.deployedModels.map(deployed => ({
      id: deployed.id,
      displayName: deployed.displayName,
      modelId: deployed.modelId,
      modelVersionId: deployed.modelVersionId,
      machineType: deployed.machineType,
      acceleratorType: deployed.acceleratorType,
      acceleratorCount: deployed.acceleratorCount,
      minReplicaCount: deployed.minReplicaCount,
      maxReplicaCount: deployed.maxReplicaCount,
      serviceAccount: deployed.serviceAccount,
      createTime: deployed.createTime,
      trafficPercent: endpoint.trafficSplit[deployed.id] ?? 0,
    })),
    entityRef: endpointEntityRef(
      place.environment,
      place.location,
      endpoint.id,
    ),
  };
}
