import { newEtag } from '../core/ids';
import { withoutUndefined } from '../core/json';
import { DeployedModelSeed, ModelVersionSeed } from '../seed/EmulatorSeed';
import type { EmulatorState } from './EmulatorState';
import type { EmulatorSeed } from '../seed/EmulatorSeed';
import { DeployedModelRecord, ModelVersionRecord } from './records';
import { formatResourceName } from './resourceName';

type Resource = { id: string; project: string; location: string };

function nameOf(
  state: EmulatorState,
  collection: 'models' | 'endpoints',
  resource: Resource,
): string {
  const project = state.project(resource.project);
  if (!project) {
    throw new Error(
      `Seed: ${collection}/${resource.id} is in project "${resource.project}", which is not in "projects"`,
    );
  }
  return formatResourceName({
    project: project.number,
    location: resource.location,
    collection,
    id: resource.id,
  });
}

export function seedModels(
  state: EmulatorState,
  models: EmulatorSeed['models'],
  now: Date,
): void {
  const time = now.toISOString();
  for (const model of models) {
    const name = nameOf(state, 'models', model);
    state.models.set(name, {
      name,
      displayName: model.displayName,
      description: model.description,
      labels: { ...model.labels },
      etag: newEtag(),
      createTime: time,
      updateTime: time,
      lastVersion: model.versions.length,
      versions: model.versions.map((version, index) =>
        seedVersion(version, String(index + 1), time),
      ),
    });
  }
}

function seedVersion(
  version: ModelVersionSeed,
  versionId: string,
  time: string,
): ModelVersionRecord {
  return {
    versionId,
    aliases: [...version.aliases],
    versionDescription: version.description,
    labels: { ...version.labels },
    spec: withoutUndefined({
      artifactUri: version.artifactUri,
      containerSpec: version.imageUri
        ? { imageUri: version.imageUri }
        : undefined,
    }),
    createTime: time,
    updateTime: time,
  };
}

export function seedEndpoints(
  state: EmulatorState,
  endpoints: EmulatorSeed['endpoints'],
  now: Date,
): void {
  const time = now.toISOString();
  for (const endpoint of endpoints) {
    const name = nameOf(state, 'endpoints', endpoint);
    state.endpoints.set(name, {
      name,
      etag: newEtag(),
      createTime: time,
      updateTime: time,
      spec: withoutUndefined({
        displayName: endpoint.displayName,
        labels: endpoint.labels,
      }),
      deployedModels: (endpoint.deployedModels ?? []).map(deployed =>
        seedDeployedModel(state, { ...endpoint, deployed }, time),
      ),
      trafficSplit: { ...endpoint.trafficSplit },
      predictions: 0,
    });
  }
}

function seedDeployedModel(
  state: EmulatorState,
  seed: Resource & { deployed: DeployedModelSeed },
  time: string,
): DeployedModelRecord {
  const { deployed } = seed;
  const name = nameOf(state, 'models', { ...seed, id: deployed.modelId });
  const record = state.models.get(name);
  if (!record?.versions.some(v => v.versionId === deployed.version)) {
    throw new Error(
      `Seed: deployed model ${deployed.id} uses ${name}@${deployed.version}, which is not in "models"`,
    );
  }
  const replicas = deployed.minReplicaCount ?? 1;
  return {
    id: deployed.id,
    model: name,
    modelVersionId: deployed.version,
    createTime: time,
    spec: {
      displayName: record.displayName,
      dedicatedResources: {
        machineSpec: { machineType: deployed.machineType ?? 'n1-standard-2' },
        minReplicaCount: replicas,
        maxReplicaCount: deployed.maxReplicaCount ?? replicas,
      },
    },
  };
}
