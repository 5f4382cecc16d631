import { randomUUID } from 'node:crypto';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { EmulatorClock } from '../core/EmulatorClock';
import { OWN_WORDING } from '../texts';
import { Entra, EntraSeed } from './Entra';

export interface AzureOptions {
  entra?: EntraSeed;
  clock?: EmulatorClock;
  /** 0 (default) takes a free port. */
  port?: number;
}

/** A running stand-in for what Azure gives a process: an identity endpoint, and the tenant that vouches for its tokens. */
export interface Azure {
  url: string;
  entra: Entra;
  /** What App Service puts into the environment of a process. */
  environment: { IDENTITY_ENDPOINT: string; IDENTITY_HEADER: string };
  /** Requests for a token so far, with their answers. */
  requests: { path: string; status: number }[];
  stop(): Promise<void>;
}

/** A tenant with one application for v1 and one for v2 tokens, and two identities. */
export const demoEntra: EntraSeed = {
  tenant: '11111111-1111-1111-1111-111111111111',
  identities: [
    {
      clientId: '22222222-2222-2222-2222-222222222222',
      objectId: '33333333-3333-3333-3333-333333333333',
      resourceId:
        '/subscriptions/4/resourcegroups/portal/providers/Microsoft.Web/sites/portal',
    },
    {
      clientId: '22222222-2222-2222-2222-222222222223',
      objectId: '33333333-3333-3333-3333-333333333334',
      resourceId:
        '/subscriptions/4/resourcegroups/portal/providers/Microsoft.ManagedIdentity/userAssignedIdentities/vertex',
    },
  ],
  applications: [
    {
      appIdUri: 'api://vertex-federation',
      clientId: '55555555-5555-5555-5555-555555555555',
      tokenVersion: 1,
    },
    {
      appIdUri: 'api://vertex-federation-v2',
      clientId: '66666666-6666-6666-6666-666666666666',
      tokenVersion: 2,
    },
  ],
};

/** Starts on a loopback port of its own. For development and tests only; whoever reaches it gets tokens, which nobody but an emulator trusts. */
export async function startAzure(options: AzureOptions = {}): Promise<Azure> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The stand-in for Azure refuses to start in production.');
  }
  const clock = options.clock ?? new EmulatorClock();
  const header = randomUUID();
  const requests: Azure['requests'] = [];
  let url = '';
  const entra = await Entra.create(options.entra ?? demoEntra, () => url);
  const server = createServer((request, response) => {
    answerTo(request, { entra, clock, header })
      .then(({ status, body }) => {
        requests.push({ path: request.url ?? '', status });
        send(response, status, body);
      })
      .catch(() => send(response, 500, {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    entra,
    requests,
    environment: {
      IDENTITY_ENDPOINT: `${url}/msi/token`,
      IDENTITY_HEADER: header,
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  body: object;
}

/** Which header shows that a request comes from the machine itself, and whose version of the API it is. */
const TOKEN_PATHS: Record<string, { name: string; version: string }> = {
  '/msi/token': { name: 'x-identity-header', version: '2019-08-01' },
  // The metadata service of virtual machines.
  '/metadata/identity/oauth2/token': {
    name: 'metadata',
    version: '2018-02-01',
  },
};

async function answerTo(
  request: IncomingMessage,
  azure: { entra: Entra; clock: EmulatorClock; header: string },
): Promise<Answer> {
  const { pathname, searchParams: query } = new URL(
    request.url ?? '/',
    'http://azure',
  );
  const document = azure.entra.document(pathname);
  if (document) {
    return { status: 200, body: document };
  }
  // Microsoft's library writes a slash at the end.
  const path = pathname.replace(/\/$/, '');
  if (!Object.hasOwn(TOKEN_PATHS, path)) {
    return refusal(404, 'There is nothing at this path.');
  }
  const { name, version } = TOKEN_PATHS[path];
  const expected = name === 'metadata' ? 'true' : azure.header;
  if (request.headers[name] !== expected) {
    return refusal(401, `The header ${name} is not right.`);
  }
  if (query.get('api-version') !== version) {
    return refusal(400, `The api-version is not ${version}.`);
  }
  return tokenFor(query, azure);
}

async function tokenFor(
  query: URLSearchParams,
  { entra, clock }: { entra: Entra; clock: EmulatorClock },
): Promise<Answer> {
  const identity = entra.identity(query.get('client_id') ?? undefined);
  const application = entra.application(query.get('resource') ?? '');
  if (!identity || !application) {
    return refusal(
      400,
      identity
        ? 'There is no such resource in the tenant.'
        : 'There is no such identity.',
    );
  }
  const { token, expiresOn } = await entra.token(
    identity,
    application,
    clock.now(),
  );
  return {
    status: 200,
    body: {
      access_token: token,
      client_id: identity.clientId,
      // Text, as Azure writes it.
      expires_on: String(expiresOn),
      expires_in: String(expiresOn - Math.floor(clock.now().getTime() / 1000)),
      resource: query.get('resource'),
      token_type: 'Bearer',
    },
  };
}

function refusal(status: number, message: string): Answer {
  return {
    status,
    body: { statusCode: status, message: `${message}${OWN_WORDING}` },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
