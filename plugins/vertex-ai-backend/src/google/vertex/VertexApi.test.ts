import { ConfigReader } from '@backstage/config';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { readConfig } from '../../config';
import { Secret, VertexAiError } from '../../core';
import { CallContext } from '../CallContext';
import { VertexApi } from './VertexApi';

const TOKEN = 'made-up-for-tests-but-as-secret-as-one';
const ctx: CallContext = {
  credential: { token: new Secret(TOKEN) },
  reason: 'backstage-vertex correlation=0123456789abcdef0123456789abcdef',
  correlationId: '0123456789abcdef0123456789abcdef',
};

/** What the server answers next, from what it was sent. */
type Answer = (headers: IncomingHttpHeaders) => {
  status: number;
  body: string;
  headers?: Record<string, string>;
};

const statusBody = (code: number, status: string, message: string) =>
  JSON.stringify({ error: { code, status, message } });

describe('VertexApi', () => {
  let server: Server;
  let api: VertexApi;
  let answer: Answer;
  const seen: {
    method?: string;
    url?: string;
    headers: IncomingHttpHeaders;
  }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        const { method, url, headers } = request;
        seen.push({ method, url, headers });
        const { status, body, headers: extra } = answer(headers);
        response
          .writeHead(status, { 'content-type': 'application/json', ...extra })
          .end(body);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    api = await VertexApi.create(
      readConfig(
        new ConfigReader({
          backend: { baseUrl: 'http://localhost:7007' },
          vertexAi: {
            google: { aiplatform: `http://127.0.0.1:${port}` },
            limits: { googleTimeoutSeconds: 2 },
            environments: {
              dev: {
                project: 'ml-dev',
                projectNumber: '1',
                locations: ['europe-west4'],
                credentials: {
                  strategy: 'workloadIdentityFederation',
                  audience:
                    '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
                },
                access: { viewer: { users: ['user:default/a'] } },
              },
            },
          },
        }),
      ),
    );
  });

  beforeEach(() => {
    seen.length = 0;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  const failureOf = async (call: Promise<unknown>): Promise<VertexAiError> => {
    const error = await call.then(
      () => undefined,
      caught => caught,
    );
    expect(VertexAiError.is(error)).toBe(true);
    return error;
  };
  const getEndpoint = () =>
    api
      .endpoints('europe-west4')
      .get({ project: 'ml-dev', endpoint: '4001' }, ctx);
  const setTraffic = () =>
    api.endpoints('europe-west4').updateTraffic(
      {
        project: 'ml-dev',
        endpoint: '4001',
        trafficSplit: { '1': 100 },
        etag: 'read-before',
      },
      ctx,
    );
  const getOperation = () =>
    api.operations('europe-west4').get(
      {
        name: 'projects/1/locations/europe-west4/endpoints/4001/operations/9',
      },
      ctx,
    );

  it.each([
    [getEndpoint, 400, 'INVALID_ARGUMENT', 'google_rejected'],
    [getEndpoint, 401, 'UNAUTHENTICATED', 'google_failed'],
    [getEndpoint, 403, 'PERMISSION_DENIED', 'google_permission_denied'],
    [getEndpoint, 404, 'NOT_FOUND', 'not_found'],
    [getEndpoint, 429, 'RESOURCE_EXHAUSTED', 'quota_exceeded'],
    [getEndpoint, 503, 'UNAVAILABLE', 'google_unavailable'],
    [setTraffic, 409, 'ABORTED', 'etag_mismatch'],
    [setTraffic, 400, 'FAILED_PRECONDITION', 'etag_mismatch'],
    [getOperation, 403, 'PERMISSION_DENIED', 'google_permission_denied'],
    [getOperation, 404, 'NOT_FOUND', 'not_found'],
  ] as const)(
    '%p answered with %i %s is %s',
    async (call, http, status, code) => {
      answer = () => ({
        status: http,
        body: statusBody(http, status, 'in Google’s words'),
      });
      const error = await failureOf(call());
      expect(error.code).toBe(code);
      expect(error.google).toMatchObject({
        status,
        message: 'in Google’s words',
      });
    },
  );

  it.each([
    ['echoes the whole request', 403],
    ['echoes it as unavailable', 503],
  ])('lets no token out of an error when something %s', async (_, status) => {
    answer = headers => ({
      status,
      body: statusBody(
        status,
        status === 403 ? 'PERMISSION_DENIED' : 'UNAVAILABLE',
        `you sent ${headers.authorization}`,
      ),
    });
    for (const call of [getEndpoint, getOperation, setTraffic]) {
      const error = await failureOf(call());
      for (const printed of [
        inspect(error, { depth: null, showHidden: true }),
        JSON.stringify(error),
        error.message,
        error.stack ?? '',
        JSON.stringify(error.toProblem('0'.repeat(32))),
      ]) {
        expect(printed).not.toContain(TOKEN);
      }
    }
  });

  it('says that nothing of Google answered when a proxy speaks HTML', async () => {
    answer = () => ({
      status: 502,
      body: '<html>Bad gateway</html>',
      headers: { 'content-type': 'text/html' },
    });
    const error = await failureOf(getOperation());
    expect(error.code).toBe('google_unavailable');
    expect(error.message).not.toContain('html');
  });

  const clients = [
    ['a generated client', () => getEndpoint()],
    ['our own', () => getOperation()],
  ] as const;
  const notGoogles = [
    '<html>Not Found</html>',
    '',
    'no healthy upstream',
    JSON.stringify({ message: 'no Route matched with those values' }),
    JSON.stringify({ status: 404, error: 'Not Found', path: '/v1' }),
    JSON.stringify({ code: 404, message: 'Not Found' }),
    JSON.stringify({ error: { code: 404, message: 'Not Found' } }),
    JSON.stringify({ error: { name: 'NotFoundError', message: 'Not found' } }),
    JSON.stringify({ error: { code: 404, status: 'NOT_FOUND' } }),
  ];

  it.each(
    clients.flatMap(([name, call]) =>
      notGoogles.map(body => [name, body, call] as const),
    ),
  )(
    'takes a 404 that is not in Google’s words for no word of Google’s: %s, %s',
    async (_, body, call) => {
      answer = () => ({ status: 404, body });
      const error = await failureOf(call());
      expect(error.code).not.toBe('not_found');
      expect(error.message).not.toMatch(/not found|route/i);
    },
  );

  it('writes no traffic without an etag', async () => {
    const error = await failureOf(
      api.endpoints('europe-west4').updateTraffic(
        {
          project: 'ml-dev',
          endpoint: '4001',
          trafficSplit: { '1': 100 },
          etag: '',
        },
        ctx,
      ),
    );
    expect(error.message).toContain('no etag');
    expect(seen).toEqual([]);
  });

  it('repeats a read that is unavailable, and never a write', async () => {
    let left = 1;
    answer = () =>
      left-- > 0
        ? { status: 503, body: statusBody(503, 'UNAVAILABLE', 'later') }
        : { status: 200, body: JSON.stringify({ name: 'x/endpoints/4001' }) };
    await getEndpoint();
    expect(seen).toHaveLength(2);
    seen.length = 0;
    left = 1;
    await failureOf(setTraffic());
    expect(seen).toHaveLength(1);
  });

  it('sends identity, reason and trace with every call', async () => {
    answer = () => ({ status: 200, body: JSON.stringify({ name: 'x/y/1' }) });
    await getEndpoint();
    await getOperation();
    expect(seen).toHaveLength(2);
    for (const { headers } of seen) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        'x-goog-request-reason': ctx.reason,
        traceparent: expect.stringContaining(ctx.correlationId),
      });
    }
  });

  it('asks for no operation by a name that leads elsewhere', async () => {
    await expect(
      api
        .operations('europe-west4')
        .get({ name: '../../v1/projects/other/secrets/1' }, ctx),
    ).rejects.toThrow('not the name of an operation');
    expect(seen).toEqual([]);
  });

  it('knows only the locations of the configuration', () => {
    expect(() => api.models('mars-north1')).toThrow(
      'No environment is configured with the location mars-north1',
    );
  });
});
