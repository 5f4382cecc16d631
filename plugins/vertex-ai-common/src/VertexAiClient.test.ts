import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { VertexAiProblemError } from './callRoute';
import { VertexAiClient } from './VertexAiClient';

interface Received {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const PROBLEM = {
  type: 'urn:backstage-vertex:problem:role_missing',
  title: 'role missing',
  status: 403,
  code: 'role_missing',
  detail: 'user:default/victor needs the role deployer in prod.',
  correlationId: '0123456789abcdef0123456789abcdef',
};

describe('VertexAiClient', () => {
  let server: Server;
  let received: Received[];
  let answer: { status: number; body: unknown; raw?: string };
  let client: VertexAiClient;

  beforeEach(async () => {
    received = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          method: request.method,
          url: request.url,
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        });
        response.writeHead(answer.status);
        response.end(answer.raw ?? JSON.stringify(answer.body));
      });
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    client = new VertexAiClient({
      baseUrl: async () => `http://127.0.0.1:${port}/api/vertex-ai`,
      fetch,
    });
  });

  afterEach(() => new Promise(resolve => server.close(resolve)));

  it('fills path parameters without letting them leave their segment', async () => {
    answer = { status: 404, body: { ...PROBLEM, code: 'not_found' } };
    await expect(
      client.getModel({
        environment: 'dev',
        location: 'europe-west4',
        model: '../endpoints/1',
      }),
    ).rejects.toThrow(VertexAiProblemError);
    expect(received[0].url).toBe(
      '/api/vertex-ai/v1/environments/dev/locations/europe-west4/models/..%2Fendpoints%2F1',
    );
  });

  it('leaves absent and empty filters out of the query', async () => {
    answer = { status: 200, body: { items: [] } };
    await client.listDeployments({
      environment: 'dev',
      endpointId: undefined,
      requestedBy: '',
    });
    expect(received[0].url).toBe(
      '/api/vertex-ai/v1/deployments?environment=dev',
    );
  });

  it('sends the idempotency key as a header and the request as JSON', async () => {
    answer = { status: 403, body: PROBLEM };
    const request = {
      action: 'traffic.set' as const,
      environment: 'dev',
      location: 'europe-west4',
      endpointId: '4001',
      split: { '1': 100 },
      etag: 'e',
    };
    await expect(
      client.createDeployment(request, 'key-of-the-request'),
    ).rejects.toThrow('needs the role deployer');
    expect(received[0].method).toBe('POST');
    expect(received[0].headers['idempotency-key']).toBe('key-of-the-request');
    expect(JSON.parse(received[0].body)).toEqual(request);
  });

  it('throws the problem document of the server', async () => {
    answer = { status: 403, body: PROBLEM };
    const error = await client.listEnvironments().catch(caught => caught);
    expect(error).toBeInstanceOf(VertexAiProblemError);
    expect(error.problem).toEqual(PROBLEM);
  });

  it('makes a problem of an answer that is none of ours, without its body', async () => {
    answer = { status: 502, body: undefined, raw: '<html>proxy</html>' };
    const error = await client.listEnvironments().catch(caught => caught);
    expect(error.problem).toMatchObject({ status: 502, code: 'internal' });
    expect(error.message).not.toContain('proxy');
  });

  it('refuses an answer that is not of the contract', async () => {
    answer = { status: 200, body: { items: [{ name: 'dev' }] } };
    await expect(client.listEnvironments()).rejects.toThrow(/project/);
  });
});
