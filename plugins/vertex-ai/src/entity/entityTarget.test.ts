import { Entity } from '@backstage/catalog-model';
import { deploymentOf, endpointOf, modelOf } from './entityTarget';

const entity = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'x', annotations },
});

const prefix = 'vertex-ai.backstage-vertex.io';

describe('entityTarget', () => {
  it('reads from the annotations what an entity stands for', () => {
    const place = {
      [`${prefix}/environment`]: 'dev',
      [`${prefix}/location`]: 'europe-west4',
    };
    expect(modelOf(entity({ ...place, [`${prefix}/model`]: '7001' }))).toEqual({
      key: { environment: 'dev', location: 'europe-west4', model: '7001' },
    });
    expect(
      endpointOf(entity({ ...place, [`${prefix}/endpoint`]: '4001' })),
    ).toEqual({
      key: { environment: 'dev', location: 'europe-west4', endpoint: '4001' },
    });
  });

  it('names the first annotation that is missing', () => {
    expect(modelOf(entity({ [`${prefix}/environment`]: 'dev' }))).toEqual({
      missing: `${prefix}/location`,
    });
    expect(deploymentOf(entity({}))).toEqual({
      missing: `${prefix}/deployment`,
    });
  });
});
