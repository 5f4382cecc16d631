import { Deployment, phases } from '@backstage-vertex/plugin-vertex-ai-common';
import { resourceEntityV1alpha1Validator } from '@backstage/catalog-model';
import { aContext } from '../__testUtils__/aContext';
import { aDeployment } from '../__testUtils__/things';
import { contentHashOf } from './contentHash';
import { phaseClass, toDeploymentEntity } from './toDeploymentEntity';

const ownership = {
  owner: 'group:default/fraud-ml',
  system: 'system:default/payments',
  lifecycle: 'production',
};

const entityOf = (overrides: Partial<Deployment> = {}) =>
  toDeploymentEntity(
    { deployment: aDeployment(1, overrides), ownership },
    aContext(),
  );

describe('toDeploymentEntity', () => {
  it('is a resource that every catalog accepts, owned as its model is, on its model and its endpoint', async () => {
    const entity = entityOf({
      createdAt: '2026-06-01T10:00:00.000Z',
      finishedAt: '2026-06-01T10:09:00.000Z',
      deployedModelId: '11',
    });
    expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
    expect(entity.metadata).toMatchObject({
      namespace: 'dev',
      name: 'deployment-d0000000000000000000000001',
      title: 'fraud-score version 1 on fraud-live',
      annotations: {
        'vertex-ai.backstage-vertex.io/deployment':
          'd0000000000000000000000001',
        'vertex-ai.backstage-vertex.io/model': '7001',
        'vertex-ai.backstage-vertex.io/endpoint': '4001',
      },
      links: [
        {
          url: 'https://portal.example.com/vertex-ai/deployments/d0000000000000000000000001',
        },
      ],
    });
    expect(entity.spec).toMatchObject({
      type: 'model-deployment',
      ...ownership,
      phase: 'succeeded',
      requestedBy: 'user:default/dana.deployer',
      requestedAt: '2026-06-01T10:00:00.000Z',
      finishedAt: '2026-06-01T10:09:00.000Z',
      modelVersionId: '1',
      deployedModelId: '11',
      dependsOn: [
        'resource:dev/model-europe-west4-7001',
        'api:dev/endpoint-europe-west4-4001',
      ],
    });
  });

  it('says what it can of a deployment whose endpoint is still to be made', () => {
    const entity = entityOf({
      modelDisplayName: undefined,
      endpointId: undefined,
      endpointDisplayName: undefined,
      endpointEntityRef: undefined,
    });
    expect(entity.metadata.title).toBe('7001 version 1 on a new endpoint');
    expect(entity.metadata.annotations).not.toHaveProperty([
      'vertex-ai.backstage-vertex.io/endpoint',
    ]);
    expect(entity.spec!.dependsOn).toEqual([
      'resource:dev/model-europe-west4-7001',
    ]);
  });

  it.each([
    ['another environment', 'resource:prod/deployment-1'],
    ['another kind', 'api:dev/deployment-1'],
  ])('refuses an entity ref of %s', (_, entityRef) => {
    expect(() => entityOf({ entityRef })).toThrow('cannot name an entity');
  });

  it('does not change with what is live state only', () => {
    const before = entityOf({ phase: 'deploying', message: 'Waiting.' });
    const after = entityOf({
      phase: 'deploying',
      message: 'Still waiting.',
      stage: 'STARTING_MODEL_SERVER',
      updatedAt: '2030-01-01T00:00:00.000Z',
    });
    expect(contentHashOf(after)).toBe(contentHashOf(before));
  });

  it('folds only the phases on the way of a deployment into one', () => {
    const folded = phases.filter(phase => phaseClass(phase) !== phase);
    expect(folded.sort()).toEqual(['preparing', 'rollingOut']);
    expect(folded.map(phaseClass)).toEqual(['deploying', 'deploying']);
  });
});
