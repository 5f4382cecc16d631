import {
  Deployment,
  Endpoint,
  Environment,
  environmentSchema,
  Model,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** Things as the backend would tell them, complete and valid; say only what a test is about. */

export function anEnvironment(
  name: string,
  locations = ['europe-west4'],
): Environment {
  return environmentSchema.parse({
    name,
    title: name,
    project: `ml-${name}`,
    locations,
    strategy: 'workloadIdentityFederation',
    googleSees: 'person',
    catalog: {},
    roles: ['viewer'],
    access: Object.fromEntries(
      Object.keys(environmentSchema.shape.access.keyType.enum).map(action => [
        action,
        { outcome: 'allowed', role: 'viewer' },
      ]),
    ),
  });
}

export function aModel(id: string, overrides: Partial<Model> = {}): Model {
  const { environment = 'dev', location = 'europe-west4' } = overrides;
  return {
    environment,
    location,
    id,
    resourceName: `projects/100000000001/locations/${location}/models/${id}`,
    displayName: `model ${id}`,
    labels: {},
    framework: 'TensorFlow 2.15',
    deployable: true,
    defaultVersionId: '1',
    defaultVersionAliases: ['default'],
    deployedTo: [],
    entityRef: `resource:${environment}/model-${location}-${id.toLowerCase()}`,
    ...overrides,
  };
}

export function anEndpoint(
  id: string,
  overrides: Partial<Endpoint> = {},
): Endpoint {
  const { environment = 'dev', location = 'europe-west4' } = overrides;
  return {
    environment,
    location,
    id,
    resourceName: `projects/100000000001/locations/${location}/endpoints/${id}`,
    displayName: `endpoint ${id}`,
    labels: {},
    etag: 'AMEw9yN',
    dedicated: false,
    trafficSplit: {},
    deployedModels: [],
    entityRef: `api:${environment}/endpoint-${location}-${id}`,
    ...overrides,
  };
}

/** Puts a model on an endpoint, all of the traffic to it. */
export function serving(
  endpoint: Endpoint,
  ...models: { modelId: string; id: string; createTime?: string }[]
): Endpoint {
  return {
    ...endpoint,
    deployedModels: models.map(({ modelId, id, createTime }, index) => ({
      id,
      displayName: modelId,
      modelId,
      modelVersionId: '1',
      createTime,
      trafficPercent: index === 0 ? 100 : 0,
    })),
  };
}

export function aDeployment(
  number: number,
  overrides: Partial<Deployment> = {},
): Deployment {
  const id = `d${String(number).padStart(25, '0')}`;
  const { environment = 'dev', location = 'europe-west4' } = overrides;
  const { modelId = '7001', endpointId = '4001' } = overrides;
  const now = '2026-06-01T09:00:00.000Z';
  return {
    id,
    action: 'deployment.create',
    environment,
    location,
    phase: 'succeeded',
    message: 'Deployed.',
    modelId,
    modelVersionId: '1',
    modelDisplayName: 'fraud-score',
    endpointId,
    endpointDisplayName: 'fraud-live',
    requestedBy: 'user:default/dana.deployer',
    role: 'deployer',
    intentDigest: 'ab'.repeat(32),
    correlationId: 'cd'.repeat(16),
    cancelRequested: false,
    createdAt: now,
    updatedAt: now,
    entityRef: `resource:${environment}/deployment-${id}`,
    modelEntityRef: `resource:${environment}/model-${location}-${modelId}`,
    endpointEntityRef: `api:${environment}/endpoint-${location}-${endpointId}`,
    ...overrides,
  };
}
