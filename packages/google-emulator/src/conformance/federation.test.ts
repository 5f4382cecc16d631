import { Impersonated } from 'google-auth-library';
import { CLOUD_PLATFORM } from '../__testUtils__/TestGoogle';
import { asRole, federationClient, rejection } from './__testUtils__/clients';
import { openTarget, Target } from './__testUtils__/target';

describe('workload identity federation, by IdentityPoolClient', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  });
  afterAll(() => target.stop());

  it('exchanges an assertion for a token that lives no longer than the assertion', async () => {
    const client = asRole(target, 'dev:deployer');
    const { token } = await client.getAccessToken();
    expect(token).toMatch(/^ya29\./);
    const lifeMs = Number(client.credentials.expiry_date) - Date.now();
    expect(lifeMs).toBeGreaterThan(500_000);
    expect(lifeMs).toBeLessThanOrEqual(600_000);
  });

  it('caps a federated token at one hour', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const client = federationClient(target, {
      claims: target.claims('dev:deployer', { iat, exp: iat + 7200 }),
    });
    await client.getAccessToken();
    const lifeMs = Number(client.credentials.expiry_date) - Date.now();
    expect(lifeMs).toBeGreaterThan(3_500_000);
    expect(lifeMs).toBeLessThanOrEqual(3_600_000);
  });

  it.each([
    [
      'another issuer',
      { iss: 'https://issuer.example.com' },
      'Error code invalid_grant: The issuer in ID Token https://issuer.example.com does not match the expected one in config: ',
    ],
    [
      'another audience',
      { aud: 'https://portal.example.com' },
      'Error code invalid_grant: The audience in ID Token [https://portal.example.com] does not match the expected audience',
    ],
    [
      'an expiry in the past',
      { iat: 1_700_000_000, exp: 1_700_000_600 },
      'Error code invalid_grant: ID Token issued at 1700000000 is stale to sign-in.',
    ],
    [
      'an environment that the condition excludes',
      { environment: 'elsewhere' },
      'Error code unauthorized_client: The given credential is rejected by the attribute condition.',
    ],
    [
      'a subject of more than 127 bytes',
      { sub: `user:default/${'ü'.repeat(60)}` },
      'Error code invalid_request: The size of mapped attribute google.subject exceeds the 127 bytes limit.',
    ],
  ])('refuses an assertion with %s', async (_, claims, expected) => {
    const client = federationClient(target, {
      claims: target.claims('dev:deployer', claims),
    });
    const error = await rejection(client.getAccessToken());
    expect(error.message).toContain(expected);
  });

  it('refuses a key that the issuer does not publish', async () => {
    const client = federationClient(target, {
      claims: target.claims('dev:deployer'),
      kid: 'never-published',
    });
    const error = await rejection(client.getAccessToken());
    expect(error.message).toContain(
      "Error code invalid_grant: Error connecting to the given credential's issuer.",
    );
  });

  it('refuses a provider that does not exist', async () => {
    const client = federationClient(target, {
      claims: target.claims('dev:deployer'),
      audience: target.audience.replace(/[^/]+$/, 'no-such-provider'),
    });
    const error = await rejection(client.getAccessToken());
    expect(error.message).toContain(
      'Error code invalid_target: The target service indicated by the "audience" parameters is invalid.',
    );
  });
});

describe('service account impersonation', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
    // Impersonated warns about configurations from strangers at every construction.
    jest.spyOn(console, 'warn').mockImplementation();
  });
  afterAll(() => target.stop());

  it('gives the account to a federated principal that may impersonate it', async () => {
    const client = federationClient(
      target,
      { claims: target.claims('dev:deployer') },
      true,
    );
    const { token } = await client.getAccessToken();
    expect(token).toMatch(/^ya29\.c\./);
    const lifeMs = Number(client.credentials.expiry_date) - Date.now();
    expect(lifeMs).toBeGreaterThan(590_000);
    expect(lifeMs).toBeLessThanOrEqual(601_000);
  });

  it('refuses it to a principal without the grant, in the words of a missing account', async () => {
    const client = federationClient(
      target,
      { claims: target.claims('dev:viewer') },
      true,
    );
    const error = await rejection(client.getAccessToken());
    expect(error.message).toContain(
      "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    );
  });

  const impersonated = (lifetime: number) =>
    new Impersonated({
      sourceClient: asRole(target, 'dev:deployer'),
      targetPrincipal: target.serviceAccount,
      targetScopes: [CLOUD_PLATFORM],
      lifetime,
      delegates: [],
      endpoint: target.urls.iamCredentials,
    });

  it('works through Impersonated as well', async () => {
    const { token } = await impersonated(300).getAccessToken();
    expect(token).toMatch(/^ya29\.c\./);
  });

  it('refuses a lifetime above one hour', async () => {
    const error = await rejection(impersonated(7200).getAccessToken());
    expect(error.message).toContain(
      'can not have lifetimes of more than 1 hour. Use the Org Policy Constraint constraints/iam.allowServiceAccountCredentialLifetimeExtension',
    );
  });

  it('makes an ID token for the audience that was asked for', async () => {
    const idToken = await impersonated(300).fetchIdToken(
      'https://service.example.com',
      { includeEmail: true },
    );
    const claims = JSON.parse(
      Buffer.from(idToken.split('.')[1], 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      iss: 'https://accounts.google.com',
      aud: 'https://service.example.com',
      email: target.serviceAccount,
    });
  });
});
