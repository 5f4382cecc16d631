import type {
  DeploymentDetail,
  Handshake,
  Prediction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { chainOf } from './chain';

const handshake: Handshake = {
  id: 'handshake',
  correlationId: '0123456789abcdef0123456789abcdef',
  actor: 'user:default/dana.deployer',
  environment: 'dev',
  role: 'deployer',
  action: 'deployment.create',
  strategy: 'workloadIdentityFederation',
  outcome: 'passed',
  startedAt: '2026-01-01T00:00:00Z',
  principal: 'principal://iam.googleapis.com/dana',
  hops: [
    {
      hop: 'assertion',
      outcome: 'passed',
      durationMs: 1,
      claims: {
        iss: 'http://localhost:7007/api/vertex-ai/issuer',
        aud: '//iam.googleapis.com/provider',
        sub: 'user:default/dana.deployer',
        environment: 'dev',
        env_role: 'dev:deployer',
        action: 'deployment.create',
        intent: 'digest',
        correlation_id: '0123456789abcdef0123456789abcdef',
      },
    },
  ],
};

const deployment = {
  id: 'deployment',
  handshakes: [
    { ...handshake, action: undefined, principal: 'principal://read' },
    handshake,
  ],
  effects: [
    {
      kind: 'deployModel',
      status: 'done',
      operation: 'projects/100000000001/locations/europe-west4/operations/1',
      requestReason: 'ids only',
      startedAt: '2026-01-01T00:00:00Z',
    },
  ],
} as unknown as DeploymentDetail;

const entity = {
  kind: 'Resource',
  metadata: { name: 'deployment-1', namespace: 'dev' },
  spec: { type: 'model-deployment', owner: 'group:default/fraud-ml' },
  relations: [{ type: 'dependsOn', targetRef: 'api:dev/endpoint-1' }],
};

const prediction = {
  modelDisplayName: 'fraud-score',
  modelVersionId: '2',
  deployedModelId: '77',
} as Prediction;

describe('chain from the person to the version', () => {
  it('names each link', () => {
    const rows = chainOf({ deployment, entity, prediction });
    const links = Object.fromEntries(rows.filter(([what]) => what));

    expect(links).toEqual({
      identity: 'user:default/dana.deployer',
      role: 'deployer in dev',
      assertion: expect.stringContaining('/api/vertex-ai/issuer'),
      'Google principal': 'principal://iam.googleapis.com/dana',
      'request reason': 'ids only',
      operation: 'projects/100000000001/locations/europe-west4/operations/1',
      'catalog entity':
        'resource:dev/deployment-1 (model-deployment, owned by group:default/fraud-ml)',
      '  depends on': 'api:dev/endpoint-1',
      'answered by': 'fraud-score@2, deployed model 77',
    });
  });

  it('is broken without a credential that was minted for the deployment', () => {
    const readOnly = { ...deployment, handshakes: [deployment.handshakes[0]] };

    expect(() => chainOf({ deployment: readOnly, entity, prediction })).toThrow(
      'no record of a credential',
    );
  });

  it('is broken without an operation of Google', () => {
    const idle = { ...deployment, effects: [] };

    expect(() => chainOf({ deployment: idle, entity, prediction })).toThrow(
      'there is no request reason',
    );
  });
});
