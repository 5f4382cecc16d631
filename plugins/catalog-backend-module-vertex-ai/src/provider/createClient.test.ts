import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { createClient } from './createClient';

describe('createClient', () => {
  let server: Server;
  const requests: IncomingMessage[] = [];
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      answer(response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  beforeEach(() => {
    requests.length = 0;
    answer = response => {
      response.setHeader('content-type', 'application/json');
      response.end('{"items":[]}');
    };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function client(timeoutMs?: number) {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return createClient(
      {
        auth: mockServices.auth({ pluginId: 'catalog' }),
        discovery: {
          getBaseUrl: async pluginId => `${url}/api/${pluginId}`,
          getExternalBaseUrl: async () => 'http://of.no.use.invalid',
        },
      },
      timeoutMs,
    );
  }

  it('asks the plugin where it is, as the catalog and with a token for that plugin only', async () => {
    await expect(client().listEnvironments()).resolves.toEqual({ items: [] });
    const [{ url, headers }] = requests;
    expect(url).toBe('/api/vertex-ai/v1/environments');
    expect(headers.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:catalog'),
        targetPluginId: 'vertex-ai',
      }),
    );
  });

  it('gives up on an answer that does not come', async () => {
    answer = () => {};
    await expect(client(50).listEnvironments()).rejects.toThrow(/timeout/);
  });

  it('gives up when its caller does', async () => {
    const caller = new AbortController();
    answer = () => caller.abort(new Error('the backend shuts down'));
    await expect(client().listEnvironments(caller.signal)).rejects.toThrow(
      'the backend shuts down',
    );
  });
});
