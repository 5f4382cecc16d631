import { ConfigReader } from '@backstage/config';
import { portalConfig } from '@backstage-vertex/testkit';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { readConfig } from '../config';
import { Secret } from '../core';
import { CallContext } from './CallContext';
import { ResourceManagerApi } from './ResourceManagerApi';
import { TokenHttp } from './TokenHttp';
import { VertexApi } from './vertex';

const variables = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
];
const environment = { ...process.env };

const ctx: CallContext = {
  credential: { token: new Secret('ya29.not-a-real-token') },
  reason: 'backstage-vertex correlation=0123456789abcdef0123456789abcdef',
  correlationId: '0123456789abcdef0123456789abcdef',
};

/** Reaches this machine, and is none of the names that never go through a proxy. */
const HOST = '0.0.0.0';

describe('createGoogleFetch', () => {
  const servers: Server[] = [];
  /** Where the proxy was asked to go. */
  const tunnels: string[] = [];
  let googlePort: number;
  let proxy: string;

  async function listen(handler: RequestListener): Promise<Server> {
    const server = createServer(handler);
    servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }
  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    const google = await listen((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      });
    });
    googlePort = portOf(google);
    const through = await listen((_, response) => {
      response.writeHead(500).end();
    });
    through.on('connect', (request, socket) => {
      tunnels.push(request.url!);
      const onward = connect(googlePort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    proxy = `http://127.0.0.1:${portOf(through)}`;
  });

  beforeEach(() => {
    tunnels.length = 0;
    variables.forEach(name => delete process.env[name]);
  });

  afterAll(async () => {
    variables.forEach(name => {
      delete process.env[name];
      Object.assign(
        process.env,
        name in environment ? { [name]: environment[name] } : {},
      );
    });
    await Promise.all(
      servers.map(
        server =>
          new Promise(resolve => {
            server.close(resolve);
            server.closeAllConnections();
          }),
      ),
    );
  });

  /** One call of each kind of client: for tokens, Google's generated one, and our own for JSON. */
  async function callEverything(host: string): Promise<void> {
    const url = `http://${host}:${googlePort}`;
    const config = readConfig(
      new ConfigReader(
        portalConfig({
          portal: 'http://localhost:7007',
          google: `http://localhost:${googlePort}`,
        }),
      ),
    );
    const vertex = await VertexApi.create({
      ...config,
      google: { ...config.google, aiplatform: url },
    });
    await new TokenHttp({ timeoutMs: 5_000 }).post({
      hop: 'sts',
      url,
      headers: {},
      body: '',
      secrets: [],
    });
    await vertex
      .endpoints('europe-west4')
      .get({ project: 'ml-dev', endpoint: '4001' }, ctx);
    await new ResourceManagerApi({
      baseUrl: url,
      timeoutMs: 5_000,
    }).testIamPermissions({ project: 'ml-dev', permissions: [] }, ctx);
  }

  it('sends tokens and what they are for through the proxy of the environment', async () => {
    process.env.HTTP_PROXY = proxy;
    await callEverything(HOST);
    expect(tunnels).toEqual(Array(3).fill(`${HOST}:${googlePort}`));
  });

  it.each([`google.example.com,${HOST}`, '*'])(
    'goes past the proxy where NO_PROXY=%s says so',
    async says => {
      process.env.HTTP_PROXY = proxy;
      process.env.NO_PROXY = says;
      await callEverything(HOST);
      expect(tunnels).toEqual([]);
    },
  );

  it('asks no proxy for what is on this machine', async () => {
    process.env.HTTP_PROXY = proxy;
    await callEverything('localhost');
    expect(tunnels).toEqual([]);
  });
});
