import { readFileSync } from 'node:fs';
import { importJWK, JWK, JWTPayload, SignJWT } from 'jose';
import { EmulatorClock } from '../../core/EmulatorClock';
import { AUDIENCE, TestGoogle } from '../../__testUtils__/TestGoogle';

/**
 * What the conformance suite talks to: the emulator, or the real Google when CONFORMANCE_GOOGLE_PROJECT is set.
 * See README.md of this package for the set-up of the real one.
 */
export interface Target {
  isGoogle: boolean;
  project: string;
  projectNumber: string;
  location: string;
  /** Full resource name of the workload identity provider. */
  audience: string;
  /** Service account that `dev:deployer` may impersonate. */
  serviceAccount: string;
  /** Image and artefact of a model that can be uploaded and deployed. */
  imageUri: string;
  artifactUri: string;
  urls: {
    sts: string;
    iamCredentials: string;
    resourceManager: string;
    vertex: string;
    tokenInfo: string;
    revoke: string;
  };
  /** Options of the Vertex AI clients. */
  vertex: Record<string, unknown>;
  emulator?: TestGoogle;
  clock: EmulatorClock;
  /** Claims of a valid assertion for this role. */
  claims(envRole: string, overrides?: JWTPayload): JWTPayload;
  sign(claims: JWTPayload, kid?: string): Promise<string>;
  stop(): Promise<void>;
}

export const onGoogle = Boolean(process.env.CONFORMANCE_GOOGLE_PROJECT);

/** For rules that only the emulator can show: they need a settable clock, a user's token or a script of faults. */
export const describeOnEmulator = onGoogle ? describe.skip : describe;

export function openTarget(): Promise<Target> {
  return onGoogle ? openGoogle() : openEmulator();
}

const SERVICE_ACCOUNT = 'vertex-tester@ml-dev.iam.gserviceaccount.com';

async function openEmulator(): Promise<Target> {
  const google = await TestGoogle.start({
    seed: seed => {
      seed.serviceAccounts.push({
        email: SERVICE_ACCOUNT,
        uniqueId: '100000000000000000099',
        project: 'ml-dev',
        bindings: [
          {
            role: 'roles/iam.workloadIdentityUser',
            members: [
              'principalSet://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/attribute.env_role/dev:deployer',
            ],
          },
        ],
      });
      seed.projects[1].bindings.push({
        role: 'organizations/1/roles/vertexDeployer',
        members: [`serviceAccount:${SERVICE_ACCOUNT}`],
      });
      seed.oauthTokens.push({
        token: 'ya29.a0-conformance-user',
        refreshToken: '1//conformance-refresh',
        email: 'dana@example.com',
        clientId: 'portal.apps.googleusercontent.com',
        scopes: [
          'openid',
          'email',
          'https://www.googleapis.com/auth/cloud-platform',
        ],
        expiresInSeconds: 3600,
      });
    },
  });
  const { url, port } = google.emulator;
  return {
    isGoogle: false,
    project: 'ml-dev',
    projectNumber: '100000000001',
    location: 'europe-west4',
    audience: AUDIENCE,
    serviceAccount: SERVICE_ACCOUNT,
    imageUri: 'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
    artifactUri: 'gs://backstage-vertex-demo/fraud-score/2',
    urls: {
      sts: `${url}/v1/token`,
      iamCredentials: url,
      resourceManager: url,
      vertex: url,
      tokenInfo: `${url}/tokeninfo`,
      revoke: `${url}/revoke`,
    },
    vertex: { apiEndpoint: '127.0.0.1', port, protocol: 'http' },
    emulator: google,
    clock: google.emulator.clock,
    claims: (envRole, overrides) => google.claims(envRole, overrides),
    sign: (claims, kid) => google.issuer.sign(claims, kid),
    stop: () => google.stop(),
  };
}

function setting(name: string): string {
  const value = process.env[`CONFORMANCE_GOOGLE_${name}`];
  if (!value) throw new Error(`CONFORMANCE_GOOGLE_${name} is not set`);
  return value;
}

async function openGoogle(): Promise<Target> {
  const location = setting('LOCATION');
  const issuer = setting('ISSUER');
  const audience = setting('AUDIENCE');
  // The public half of this key is uploaded to the provider.
  const jwk = JSON.parse(
    readFileSync(setting('SIGNING_JWK_FILE'), 'utf8'),
  ) as JWK;
  const key = await importJWK(jwk, 'ES256');
  return {
    isGoogle: true,
    project: setting('PROJECT'),
    projectNumber: setting('PROJECT_NUMBER'),
    location,
    audience,
    serviceAccount: setting('SERVICE_ACCOUNT'),
    imageUri: setting('IMAGE_URI'),
    artifactUri: setting('ARTIFACT_URI'),
    urls: {
      sts: 'https://sts.googleapis.com/v1/token',
      iamCredentials: 'https://iamcredentials.googleapis.com',
      resourceManager: 'https://cloudresourcemanager.googleapis.com',
      vertex: `https://${location}-aiplatform.googleapis.com`,
      tokenInfo: 'https://oauth2.googleapis.com/tokeninfo',
      revoke: 'https://oauth2.googleapis.com/revoke',
    },
    vertex: { apiEndpoint: `${location}-aiplatform.googleapis.com` },
    clock: new EmulatorClock(),
    claims: (envRole, overrides) => {
      const iat = Math.floor(Date.now() / 1000);
      return {
        iss: issuer,
        aud: audience,
        sub: 'user:default/conformance',
        iat,
        exp: iat + 600,
        environment: envRole.split(':')[0],
        env_role: envRole,
        groups: [],
        ...overrides,
      };
    },
    sign: (claims, kid) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: kid ?? jwk.kid, typ: 'JWT' })
        .sign(key),
    stop: async () => {},
  };
}
