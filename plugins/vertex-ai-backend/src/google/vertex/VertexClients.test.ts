import { createVertexClients } from './VertexClients';

/** What a generated client has loaded; the transport that we hand it decides. */
interface Loaded {
  _protos: { lookup(path: string): object | null };
}

describe('createVertexClients', () => {
  it('loads Google’s descriptors once for all clients, without the preview API', async () => {
    const clients = await createVertexClients({
      locations: ['europe-west4', 'us-central1'],
      baseUrl: 'https://{location}-aiplatform.googleapis.com',
    });
    const loaded = [...clients.values()]
      .flatMap(({ models, endpoints }) => [models, endpoints])
      .map(client => (client as unknown as Loaded)._protos);
    expect(loaded).toHaveLength(4);
    expect(new Set(loaded).size).toBe(1);
    expect(
      loaded[0].lookup('google.cloud.aiplatform.v1.EndpointService'),
    ).not.toBeNull();
    expect(loaded[0].lookup('google.cloud.aiplatform.v1beta1')).toBeNull();
  });
});
