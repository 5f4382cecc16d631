import { Json, JsonObject, withoutUndefined } from '../../../core/json';
import type { EmulatorState } from '../../../state/EmulatorState';
import { parseResourceName } from '../../../state/resourceName';
import { FoundVersion } from './findModelVersion';

/**
 * google.cloud.aiplatform.v1.Model of one version. Labels of model and version are merged, as Google does.
 * `name` carries no version, except in listVersions.
 */
export function renderModel(
  { model, version }: FoundVersion,
  deployments: Deployments,
): JsonObject {
  const labels = { ...model.labels, ...version.labels };
  return withoutUndefined({
    name: model.name,
    versionId: version.versionId,
    versionAliases: version.aliases.length > 0 ? version.aliases : undefined,
    versionCreateTime: version.createTime,
    versionUpdateTime: version.updateTime,
    versionDescription: version.versionDescription,
    displayName: model.displayName,
    description: model.description,
    ...version.spec,
    supportedDeploymentResourcesTypes: version.spec.containerSpec
      ? ['DEDICATED_RESOURCES', 'SHARED_RESOURCES']
      : undefined,
    deployedModels: deployedRefs({ model, version }, deployments),
    labels: Object.keys(labels).length > 0 ? labels : undefined,
    etag: model.etag,
    createTime: model.createTime,
    updateTime: model.updateTime,
    modelSourceInfo: { sourceType: 'CUSTOM' },
  });
}

function deployedRefs(
  { model, version }: FoundVersion,
  deployments: Deployments,
): Json[] | undefined {
  const refs = (deployments.get(model.name) ?? []).filter(
    ref => ref.versionId === version.versionId,
  );
  if (refs.length === 0) return undefined;
  return refs.map(({ endpoint, deployedModelId }) => ({
    endpoint,
    deployedModelId,
  }));
}

interface Deployment {
  endpoint: string;
  deployedModelId: string;
  versionId: string;
}

/** Where each model is deployed, by model name. Made once per request, so that a long list stays cheap. */
export type Deployments = Map<string, Deployment[]>;

export function deploymentsByModel(state: EmulatorState): Deployments {
  const deployments: Deployments = new Map();
  for (const endpoint of state.endpoints.values()) {
    for (const deployed of endpoint.deployedModels) {
      const list = deployments.get(deployed.model) ?? [];
      list.push({
        endpoint: endpoint.name,
        deployedModelId: deployed.id,
        versionId: deployed.modelVersionId,
      });
      deployments.set(deployed.model, list);
    }
  }
  return deployments;
}

/** Id of the model in a rendered resource. */
export function modelIdOf(model: JsonObject): string {
  return parseResourceName(String(model.name))?.id ?? '';
}
