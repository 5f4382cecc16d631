import { Model } from '@backstage-vertex/plugin-vertex-ai-common';
import { resourceEntityV1alpha1Validator } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { aContext } from '../__testUtils__/aContext';
import { aModel } from '../__testUtils__/things';
import { ModelVersion, toModelEntity } from './toModelEntity';

describe('toModelEntity', () => {
  it('is a resource that every catalog accepts, with annotations, links and versions', async () => {
    const entity = toModelEntity(
      aModel('7001', {
        displayName: 'fraud-score',
        defaultVersionId: '2',
        defaultVersionAliases: ['default', 'champion'],
      }),
      aContext(),
    );
    expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
    expect(entity.metadata).toMatchObject({
      namespace: 'dev',
      name: 'model-europe-west4-7001',
      title: 'fraud-score',
      tags: ['vertex-ai', 'tensorflow'],
      annotations: {
        'backstage.io/managed-by-location': 'vertex-ai:default',
        'backstage.io/managed-by-origin-location': 'vertex-ai:default',
        'vertex-ai.backstage-vertex.io/environment': 'dev',
        'vertex-ai.backstage-vertex.io/project': 'ml-dev',
        'vertex-ai.backstage-vertex.io/location': 'europe-west4',
        'vertex-ai.backstage-vertex.io/model': '7001',
      },
      links: [
        {
          url: 'https://portal.example.com/vertex-ai/models/dev/europe-west4/7001',
        },
        {
          url: 'https://console.cloud.google.com/vertex-ai/models/locations/europe-west4/models/7001?project=ml-dev',
        },
      ],
    });
    expect(entity.spec).toMatchObject({
      type: 'ai-model',
      framework: 'TensorFlow 2.15',
      versions: [{ id: '2', aliases: ['champion', 'default'], default: true }],
    });
  });

  describe('versions', () => {
    const aVersion = (versionId: string, ...aliases: string[]) => ({
      versionId,
      aliases,
    });
    const versionsOf = (overrides: Partial<Model>, before?: ModelVersion[]) =>
      toModelEntity(
        aModel('7001', { defaultVersionId: '9', ...overrides }),
        aContext(),
        before,
      ).spec!.versions;

    it('are all that the model has, newest first, with their aliases', () => {
      const versions = [
        aVersion('10', 'challenger', 'a-b'),
        aVersion('9', 'default'),
        aVersion('1'),
      ];
      expect(versionsOf({ versions })).toEqual([
        { id: '10', aliases: ['a-b', 'challenger'], default: false },
        { id: '9', aliases: ['default'], default: true },
        { id: '1', aliases: [], default: false },
      ]);
    });

    it('stay as they were while the backend has not asked for them, but for the default one', () => {
      const before = [
        { id: '8', aliases: ['champion', 'default'], default: true },
        { id: '1', aliases: ['old'], default: false },
      ];
      const defaultVersionAliases = ['default', 'champion'];
      expect(versionsOf({ defaultVersionAliases }, before)).toEqual([
        { id: '9', aliases: ['champion', 'default'], default: true },
        { id: '8', aliases: [], default: false },
        { id: '1', aliases: ['old'], default: false },
      ]);
    });
  });

  it.each<[string, [Record<string, string>, JsonObject], string]>([
    [
      'a label',
      [{ 'backstage-owner': 'fraud-ml' }, {}],
      'group:default/fraud-ml',
    ],
    ['its configuration', [{}, { owner: 'ml-team' }], 'group:default/ml-team'],
    [
      'its configuration when the label cannot be a name',
      [{ 'backstage-owner': 'fraud-' }, { owner: 'ml-team' }],
      'group:default/ml-team',
    ],
    [
      'a label of the configured key',
      [
        { team: 'payments', 'backstage-owner': 'fraud-ml' },
        { labels: { owner: 'team' } },
      ],
      'group:default/payments',
    ],
  ])('takes its owner from %s', (_, [labels, provider], owner) => {
    const model = aModel('7001', { labels });
    expect(toModelEntity(model, aContext(provider)).spec!.owner).toBe(owner);
  });

  it('takes owner, system and lifecycle from its label, else its environment, else the provider, else what is left', () => {
    const labels = {
      'backstage-owner': 'fraud-ml',
      'backstage-system': 'payments',
      'backstage-lifecycle': 'retired',
    };
    const environment = {
      owner: 'group:default/prod-ml',
      system: 'system:default/scoring',
      lifecycle: 'production',
    };
    const provider = { owner: 'ml', system: 'ml', lifecycle: 'trial' };
    const specOf = (
      own: Record<string, string>,
      ...context: Parameters<typeof aContext>
    ) => {
      const model = aModel('7001', { labels: own });
      const { owner, system, lifecycle } = toModelEntity(
        model,
        aContext(...context),
      ).spec!;
      return [owner, system, lifecycle];
    };
    expect(specOf(labels, provider, environment)).toEqual([
      'group:default/fraud-ml',
      'system:default/payments',
      'retired',
    ]);
    expect(specOf({}, provider, environment)).toEqual(
      Object.values(environment),
    );
    expect(specOf({}, provider)).toEqual([
      'group:default/ml',
      'system:default/ml',
      'trial',
    ]);
    expect(specOf({})).toEqual(['group:default/unknown', undefined, 'dev']);
  });

  it('has no portal link when the portal has no address', () => {
    const entity = toModelEntity(aModel('7001'), {
      ...aContext(),
      portalUrl: undefined,
    });
    expect(entity.metadata.links).toHaveLength(1);
  });
});
