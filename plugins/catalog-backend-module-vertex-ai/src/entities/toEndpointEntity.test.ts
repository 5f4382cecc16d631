import { apiEntityV1alpha1Validator } from '@backstage/catalog-model';
import { anEndpoint, serving } from '../__testUtils__/things';
import { aContext } from '../__testUtils__/aContext';
import { toEndpointEntity } from './toEndpointEntity';

describe('toEndpointEntity', () => {
  it('is an API that every catalog accepts, and says how to predict', async () => {
    const endpoint = serving(
      anEndpoint('4001', { displayName: 'fraud-live' }),
      { modelId: '7002', id: '1' },
      { modelId: '7001', id: '2' },
      { modelId: '7001', id: '3' },
    );
    const entity = toEndpointEntity(
      { endpoint, modelRefs: ['resource:dev/b', 'resource:dev/a'] },
      aContext(),
    );
    expect(await apiEntityV1alpha1Validator.check(entity)).toBe(true);
    expect(entity.spec).toMatchObject({
      type: 'ai-model-server',
      serverType: 'vertex-ai',
      serverUrl:
        'https://europe-west4-aiplatform.googleapis.com/v1/projects/100000000001/locations/europe-west4/endpoints/4001',
      models: { available: ['7001@1', '7002@1'] },
      dependsOn: ['resource:dev/a', 'resource:dev/b'],
    });
    const definition = JSON.parse(String(entity.spec!.definition));
    expect(definition.openapi).toBe('3.1.0');
    expect(Object.keys(definition.paths)).toEqual([
      '/v1/projects/100000000001/locations/europe-west4/endpoints/4001:predict',
    ]);
  });

  it('names the host of its own that a dedicated endpoint answers at', () => {
    const entity = toEndpointEntity(
      {
        endpoint: anEndpoint('4001', {
          dedicated: true,
          dedicatedDns: '4001.europe-west4-1.prediction.vertexai.goog',
        }),
        modelRefs: [],
      },
      aContext(),
    );
    expect(entity.spec!.serverUrl).toMatch(
      /^https:\/\/4001\.europe-west4-1\.prediction\.vertexai\.goog\/v1\//,
    );
  });

  it('is the same whatever the order and the traffic of its models', () => {
    const context = aContext();
    const one = { modelId: '7001', id: '1' };
    const two = { modelId: '7002', id: '2' };
    const [first, second] = [
      serving(anEndpoint('4001'), one, two),
      serving(anEndpoint('4001', { etag: 'other' }), two, one),
    ].map(endpoint => toEndpointEntity({ endpoint, modelRefs: [] }, context));
    expect(first).toEqual(second);
  });

  it('refuses a ref of another kind, another environment or a name that is too long', () => {
    for (const entityRef of [
      'resource:dev/endpoint-4001',
      'api:prod/endpoint-4001',
      `api:dev/${'x'.repeat(64)}`,
      'api:dev/a b',
      'endpoint',
    ]) {
      expect(() =>
        toEndpointEntity(
          { endpoint: anEndpoint('4001', { entityRef }), modelRefs: [] },
          aContext(),
        ),
      ).toThrow();
    }
  });
});
