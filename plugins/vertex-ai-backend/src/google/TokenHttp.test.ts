import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Secret } from '../core';
import { TokenHttp, TokenRequest } from './TokenHttp';

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) => void;

const servers: Server[] = [];

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => handler(request, response, body));
  });
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

const assertion = new Secret(
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
);

function order(url: string): TokenRequest {
  return {
    hop: 'sts',
    url,
    headers: { authorization: `Bearer ${assertion.reveal()}` },
    body: `subject_token=${assertion.reveal()}`,
    secrets: [assertion],
  };
}

const post = (url: string, timeoutMs = 2_000) =>
  new TokenHttp({ timeoutMs }).post(order(url));

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map(
      server =>
        new Promise(resolve => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    ),
  );
});

describe('TokenHttp', () => {
  it.each<[string, unknown]>([
    [
      'in the form of the token service',
      {
        error: 'invalid_grant',
        error_description: `bad ${assertion.reveal()}`,
      },
    ],
    [
      'in the form of all other services',
      {
        error: {
          status: 'PERMISSION_DENIED',
          message: `bad ${assertion.reveal()}`,
          details: [{ reason: 'IAM_PERMISSION_DENIED' }],
        },
      },
    ],
  ])('takes a token out of the words that echo it, %s', async (_, body) => {
    const url = await serve((__, response) => json(response, 400, body));
    const error = await post(url).catch(thrown => thrown);
    expect(error).toMatchObject({
      code: 'handshake_failed',
      hop: 'sts',
      google: { message: 'bad [secret]' },
    });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(
      assertion.reveal(),
    );
  });

  it('keeps an answer that is not JSON out of the error', async () => {
    const url = await serve((_, response, body) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    const error = await post(url).catch(thrown => thrown);
    expect(error).toMatchObject({ code: 'handshake_failed' });
    expect(error.message).toMatch(/HTTP 200 without a JSON object/);
    expect(inspect(error, { depth: null })).not.toContain(assertion.reveal());
  });

  it('does not carry a token to where it is redirected', async () => {
    let reached = false;
    const elsewhere = await serve((_, response) => {
      reached = true;
      json(response, 200, {});
    });
    const url = await serve((_, response) => {
      response.writeHead(307, { location: elsewhere }).end();
    });
    await expect(post(url)).rejects.toMatchObject({
      code: 'google_unavailable',
    });
    expect(reached).toBe(false);
  });

  it('waits as long as it is told before it asks again', async () => {
    const times: number[] = [];
    const url = await serve((_, response) => {
      times.push(performance.now());
      if (times.length === 1) {
        response.setHeader('retry-after', '1');
        json(response, 429, { error: 'quota_exceeded' });
      } else {
        json(response, 200, { access_token: 'x' });
      }
    });
    expect(await post(url, 5_000)).toEqual({ access_token: 'x' });
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(990);
  });

  it('gives up at once when it is told to wait beyond the deadline', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.setHeader('retry-after', '600');
      json(response, 503, {});
    });
    await expect(post(url)).rejects.toMatchObject({
      code: 'google_unavailable',
      retry: { afterMs: 600_000 },
    });
    expect(asked).toBe(1);
  });

  it('counts an answer that never ends against the deadline', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"access_token":');
    });
    await expect(post(url, 300)).rejects.toMatchObject({
      code: 'google_timeout',
      hop: 'sts',
    });
  });
});
