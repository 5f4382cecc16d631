import {
  Action,
  actions,
  Decision,
  Deployment,
  DeploymentDetail,
  Diagnosis,
  Endpoint,
  Environment,
  ModelDetail,
  Preview,
  Role,
  rolesForAction,
  SecurityKey,
  StepUpChallenge,
} from '@backstage-vertex/plugin-vertex-ai-common';

const now = '2026-11-24T08:00:00Z';
const correlationId = '0123456789abcdef0123456789abcdef';

/** What the policy answers somebody with these roles, from the same table that it reads itself. */
function accessOf(roles: Role[]): Environment['access'] {
  const decide = (action: Action): Decision => {
    const role = roles.find(own => rolesForAction[action].includes(own));
    return role
      ? { outcome: 'allowed', role }
      : {
          outcome: 'denied',
          reasons: [
            {
              code: 'roleMissing',
              message: 'No role of yours covers this.',
              missingRoles: [...rolesForAction[action]],
              grantedBy: ['group:default/ml-platform'],
            },
          ],
        };
  };
  return Object.fromEntries(
    actions.map(action => [action, decide(action)]),
  ) as Environment['access'];
}

export function environment(roles: Role[], name = 'dev'): Environment {
  return {
    name,
    title: name[0].toUpperCase() + name.slice(1),
    project: `ml-${name}`,
    locations: ['europe-west4', 'us-central1'],
    strategy: 'workloadIdentityFederation',
    googleSees: 'person',
    catalog: {},
    roles,
    access: accessOf(roles),
  };
}

export const fraudScore: ModelDetail = {
  environment: 'dev',
  location: 'europe-west4',
  id: '7001',
  resourceName: 'projects/100000000001/locations/europe-west4/models/7001',
  displayName: 'fraud-score',
  labels: { 'backstage-owner': 'fraud-ml' },
  framework: 'TensorFlow 2.15',
  containerImageUri:
    'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
  deployable: true,
  defaultVersionId: '2',
  defaultVersionAliases: ['default'],
  createTime: now,
  updateTime: now,
  deployedTo: [
    {
      endpointId: '4001',
      endpointDisplayName: 'fraud-live',
      deployedModelId: '901',
      versionId: '1',
      trafficPercent: 100,
    },
  ],
  entityRef: 'resource:dev/fraud-score',
  versions: [
    {
      versionId: '1',
      aliases: ['champion'],
      displayName: 'fraud-score',
      createTime: now,
      deployedTo: [
        {
          endpointId: '4001',
          endpointDisplayName: 'fraud-live',
          deployedModelId: '901',
          versionId: '1',
          trafficPercent: 100,
        },
      ],
    },
    {
      versionId: '2',
      aliases: ['default'],
      displayName: 'fraud-score',
      createTime: now,
      deployedTo: [],
    },
  ],
};

export const fraudLive: Endpoint = {
  environment: 'dev',
  location: 'europe-west4',
  id: '4001',
  resourceName: 'projects/100000000001/locations/europe-west4/endpoints/4001',
  displayName: 'fraud-live',
  labels: {},
  etag: 'etag-1',
  createTime: now,
  updateTime: now,
  dedicated: false,
  trafficSplit: { '901': 80, '902': 20 },
  deployedModels: [
    {
      id: '901',
      displayName: 'fraud-score',
      modelId: '7001',
      modelVersionId: '1',
      machineType: 'n1-standard-2',
      minReplicaCount: 1,
      maxReplicaCount: 2,
      createTime: now,
      trafficPercent: 80,
    },
    {
      id: '902',
      displayName: 'fraud-score',
      modelId: '7001',
      modelVersionId: '2',
      machineType: 'n1-standard-2',
      minReplicaCount: 1,
      maxReplicaCount: 1,
      createTime: now,
      trafficPercent: 20,
    },
  ],
  entityRef: 'api:dev/fraud-live',
};

export const deployment: Deployment = {
  id: '01k9zx3t5v7w9y1b3d5f7h9k1m',
  action: 'deployment.create',
  environment: 'dev',
  location: 'europe-west4',
  phase: 'deploying',
  message: 'Google is starting the model server.',
  stage: 'STARTING_MODEL_SERVER',
  modelId: '7001',
  modelVersionId: '2',
  modelDisplayName: 'fraud-score',
  endpointId: '4001',
  endpointDisplayName: 'fraud-live',
  requestedBy: 'user:default/dana.deployer',
  role: 'deployer',
  intentDigest: 'a'.repeat(64),
  correlationId,
  cancelRequested: false,
  createdAt: now,
  updatedAt: now,
  entityRef: 'resource:dev/deploy-fraud-score',
};

export const deploymentDetail: DeploymentDetail = {
  ...deployment,
  request: {
    action: 'deployment.create',
    environment: 'dev',
    location: 'europe-west4',
    model: { id: '7001', version: '2' },
    endpoint: { kind: 'existing', id: '4001' },
    strategy: { kind: 'allAtOnce' },
    trafficPercent: 100,
    machine: { machineType: 'n1-standard-2' },
    replicas: { min: 1, max: 1 },
  },
  events: [
    {
      sequence: 1,
      at: now,
      type: 'requested',
      phase: 'queued',
      message: 'Dana asked for it.',
    },
    {
      sequence: 2,
      at: now,
      type: 'effectStarted',
      phase: 'deploying',
      message: 'deployModel was sent to Google.',
    },
  ],
  effects: [
    {
      kind: 'deployModel',
      status: 'running',
      operation:
        'projects/100000000001/locations/europe-west4/operations/55501',
      startedAt: now,
      requestReason: 'vertex-ai deployment 01k9zx3t5v7w9y1b3d5f7h9k1m',
    },
  ],
  handshakes: [
    {
      id: 'h1',
      correlationId,
      actor: 'user:default/dana.deployer',
      environment: 'dev',
      role: 'deployer',
      action: 'deployment.create',
      strategy: 'workloadIdentityFederation',
      outcome: 'passed',
      startedAt: now,
      expiresAt: '2026-11-24T09:00:00Z',
      principal:
        'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/user:default/dana.deployer',
      hops: [
        { hop: 'identity', outcome: 'passed', durationMs: 3 },
        { hop: 'role', outcome: 'passed', durationMs: 1 },
        {
          hop: 'assertion',
          outcome: 'passed',
          durationMs: 2,
          claims: { env_role: 'dev:deployer', groups: ['ml-deployers'] },
        },
        { hop: 'sts', outcome: 'passed', durationMs: 41 },
      ],
    },
  ],
};

export const preview: Preview = {
  decision: { outcome: 'allowed', role: 'deployer' },
  checks: [
    {
      id: 'model',
      title: 'The version exists',
      outcome: 'pass',
      message: 'fraud-score version 2',
    },
  ],
  request: deploymentDetail.request,
  intent: '{"action":"deployment.create"}',
  intentDigest: 'b'.repeat(64),
  before: {
    trafficSplit: { '901': 100 },
    deployedModels: [
      { id: '901', label: 'fraud-score v1', trafficPercent: 100 },
    ],
  },
  after: {
    trafficSplit: { '901': 0, new: 100 },
    deployedModels: [
      { id: '901', label: 'fraud-score v1', trafficPercent: 0 },
      { id: 'new', label: 'fraud-score v2', trafficPercent: 100 },
    ],
  },
  changes: [
    {
      field: 'model',
      subject: 'fraud-score v2',
      before: 'fraud-score v1',
      after: 'fraud-score v2',
    },
    {
      field: 'machineType',
      subject: 'fraud-score v2',
      before: 'n1-standard-2',
      after: 'n1-standard-2',
    },
    {
      field: 'traffic',
      subject: 'fraud-score v1',
      before: '100 %',
      after: '0 %',
    },
    { field: 'traffic', subject: 'fraud-score v2', after: '100 %' },
  ],
  comparedWith: 'fraud-score v1',
  gcloud: ['gcloud ai endpoints deploy-model 4001 --model=7001@2'],
};

/** A walk that ends at the exchange. */
export const brokenDiagnosis: Diagnosis = {
  environment: 'dev',
  actor: 'user:default/dana.deployer',
  role: 'deployer',
  strategy: 'workloadIdentityFederation',
  startedAt: '2026-11-24T08:00:00Z',
  correlationId: '0123456789abcdef0123456789abcdef',
  outcome: 'failed',
  hops: [
    { hop: 'identity', outcome: 'passed', durationMs: 0.1 },
    { hop: 'role', outcome: 'passed', durationMs: 0.1 },
    { hop: 'assertion', outcome: 'passed', durationMs: 1.2 },
    {
      hop: 'sts',
      outcome: 'failed',
      durationMs: 84,
      error: {
        code: 'invalid_target',
        message: 'The target service is invalid.',
        explanation: 'There is no such pool. Run: gcloud iam pools list',
      },
    },
  ],
  checks: [
    { id: 'clock', outcome: 'pass', message: 'The clocks agree.' },
    {
      id: 'permissions',
      outcome: 'unknown',
      message: 'Google was not asked.',
    },
  ],
  permissions: [
    {
      permission: 'aiplatform.endpoints.deploy',
      actions: ['deployment.create'],
    },
  ],
};

export const securityKey: SecurityKey = {
  id: '01k0000000000000000000key1',
  name: 'key ring',
  aaguid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8',
  attested: false,
  deviceBound: true,
  backedUp: false,
  transports: ['usb'],
  createdAt: '2026-01-10T10:00:00.000Z',
  lastUsedAt: '2026-01-11T10:00:00.000Z',
};

/** Over the request of the wizard's tests. */
export const stepUpChallenge: StepUpChallenge = {
  challengeId: '01k0000000000000000challe1',
  intent: JSON.stringify({
    environment: {
      name: 'prod',
      project: 'ml-prod',
      projectNumber: '100000000003',
    },
    request: {
      action: 'deployment.create',
      endpoint: { id: '4001', kind: 'existing' },
      location: 'europe-west4',
      model: { id: '7001', version: '2' },
      reason: 'safe\u202etxt.exe',
      trafficPercent: 100,
    },
    requestedBy: 'user:default/dana.deployer',
    type: 'backstage-vertex-ai/deployment',
    version: 1,
  }),
  intentDigest: '000102030405060708'.padEnd(64, 'f'),
  options: {
    challenge: Buffer.from('challenge-1').toString('base64url'),
    rpId: 'localhost',
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: [{ id: 'a2V5', type: 'public-key' }],
  },
  expiresAt: '2026-01-11T10:05:00.000Z',
};
