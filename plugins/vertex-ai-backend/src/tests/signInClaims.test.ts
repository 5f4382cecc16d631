import { createHmac } from 'node:crypto';
import { TestIssuer } from '@backstage-vertex/google-emulator';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  importJWK,
  JWTPayload,
} from 'jose';
import plugin from '..';
import { RealSignIn } from '../__testUtils__/realSignIn';

/** Another plugin, which asks ours in the name of whoever asks it. */
const relay = createBackendPlugin({
  pluginId: 'relay',
  register: env =>
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        http: coreServices.httpRouter,
        discovery: coreServices.discovery,
      },
      async init({ auth, httpAuth, http, discovery }) {
        const router = express.Router();
        router.get('/environments', async (request, response) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await httpAuth.credentials(request),
            targetPluginId: 'vertex-ai',
          });
          const base = await discovery.getBaseUrl('vertex-ai');
          const answer = await fetch(`${base}/v1/environments`, {
            headers: { authorization: `Bearer ${token}` },
          });
          response.status(answer.status).json(await answer.json());
        });
        http.use(router);
      },
    }),
});

const part = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(eachDatabase())('claims of the sign-in on %s', database => {
  let signIn: RealSignIn;
  let portal: Portal;

  beforeAll(async () => {
    signIn = await RealSignIn.start();
    portal = await startPortal({
      features: [plugin, relay, ...signIn.features()],
      database,
      signIn: 'real',
      configure: config => {
        signIn.configure(config);
        config.vertexAi.environments.dev.access = {
          viewer: { groups: ['group:default/ml-viewers'] },
          deployer: { claims: { teams: 'fraud-ml' } },
          auditor: { claims: { teams: 'ml-auditors', clearance: 'high' } },
        };
      },
    });
  });
  beforeEach(() => {
    signIn.extra = {};
  });
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await portal.stop();
    await signIn.stop();
  });

  const rolesWith = async (token: string) => {
    const { items } = await portal.withToken(token).listEnvironments();
    return items.find(({ name }) => name === 'dev')?.roles ?? [];
  };
  const statusWith = async (token: string) => {
    const { status } = await fetch(
      `${portal.url}/api/vertex-ai/v1/environments`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    return status;
  };

  it('give the role that asks for them, beside those of the groups', async () => {
    expect(
      await rolesWith(await signIn.token(portal, 'dana.deployer')),
    ).toEqual(['deployer']);
    expect(
      await rolesWith(await signIn.token(portal, 'victor.viewer')),
    ).toEqual(['viewer', 'deployer']);
  });

  it('have all to be there, each by itself is none', async () => {
    const sofia = () => signIn.token(portal, 'sofia.auditor');
    expect(await rolesWith(await sofia())).toEqual([]);
    signIn.extra = { clearance: 'low' };
    expect(await rolesWith(await sofia())).toEqual([]);
    signIn.extra = { clearance: 'high' };
    expect(await rolesWith(await sofia())).toEqual(['auditor']);
  });

  it('are those of the newest sign-in, also for a plugin that asks in the name of the person', async () => {
    const relayed = async (token: string) => {
      const answer = await fetch(`${portal.url}/api/relay/environments`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { items } = await answer.json();
      return items.find((one: { name: string }) => one.name === 'dev')?.roles;
    };
    signIn.extra = { clearance: 'high' };
    // Somebody else’s sign-in in between changes nothing.
    const sofia = await signIn.token(portal, 'sofia.auditor');
    const dana = await signIn.token(portal, 'dana.deployer');
    expect(await relayed(sofia)).toEqual(['auditor']);
    expect(await relayed(dana)).toEqual(['deployer']);
    signIn.extra = {};
    const again = await signIn.token(portal, 'sofia.auditor');
    expect(await relayed(again)).toEqual([]);
  });

  it.each<[string, (token: string, claims: JWTPayload) => Promise<string>]>([
    [
      'that was changed after it was signed',
      async (token, claims) => {
        const [header, , signature] = token.split('.');
        return `${header}.${part({
          ...claims,
          teams: ['fraud-ml'],
        })}.${signature}`;
      },
    ],
    [
      'that names somebody else',
      async (token, claims) => {
        const [header, , signature] = token.split('.');
        const sub = 'user:default/dana.deployer';
        return `${header}.${part({ ...claims, sub, ent: [sub] })}.${signature}`;
      },
    ],
    [
      'that is unsigned (alg: none)',
      async (token, claims) =>
        `${part({ ...decodeProtectedHeader(token), alg: 'none' })}.${part({
          ...claims,
          teams: ['fraud-ml'],
        })}.`,
    ],
    [
      'signed with the public key as a secret (algorithm confusion)',
      async (token, claims) => {
        const { kid, typ } = decodeProtectedHeader(token);
        const answer = await fetch(
          `${portal.url}/api/auth/.well-known/jwks.json`,
        );
        const { keys } = await answer.json();
        const jwk = keys.find((one: { kid: string }) => one.kid === kid);
        const secret = await exportSPKI(
          (await importJWK(jwk, 'ES256')) as CryptoKey,
        );
        const input = `${part({ alg: 'HS256', kid, typ })}.${part({
          ...claims,
          teams: ['fraud-ml'],
        })}`;
        return `${input}.${createHmac('sha256', secret)
          .update(input)
          .digest('base64url')}`;
      },
    ],
    [
      'signed by somebody else under Backstage’s key id (key confusion)',
      async (token, claims) => {
        const stranger = await TestIssuer.create();
        const forged = await stranger.sign(
          { ...claims, teams: ['fraud-ml'] },
          decodeProtectedHeader(token).kid,
        );
        await stranger.stop();
        return forged;
      },
    ],
  ])('are not those of a token %s: it is nobody’s', async (_, forge) => {
    const token = await signIn.token(portal, 'sofia.auditor');
    expect(await statusWith(token)).toBe(200);
    expect(await statusWith(await forge(token, decodeJwt(token)))).toBe(401);
  });

  it('are not those of a sign-in that has ended', async () => {
    const token = await signIn.token(portal, 'dana.deployer');
    expect(await statusWith(token)).toBe(200);
    jest.useFakeTimers({
      now: decodeJwt(token).exp! * 1_000 + 60_000,
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
    expect(await statusWith(token)).toBe(401);
  });
});
