import { TestGoogle } from '../__testUtils__/TestGoogle';
import { demoEntra, startAzure, Azure } from './startAzure';

const ENTRA =
  '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/entra';

let azure: Azure;

beforeEach(async () => {
  azure = await startAzure();
});
afterEach(() => azure.stop());

const ask = (query: string, header = azure.environment.IDENTITY_HEADER) =>
  fetch(`${azure.environment.IDENTITY_ENDPOINT}?${query}`, {
    headers: { 'x-identity-header': header },
  });

describe('the identity endpoint', () => {
  it.each([
    [
      'a wrong header',
      'api-version=2019-08-01&resource=api://vertex-federation',
      'wrong',
      401,
    ],
    [
      'another version',
      'api-version=2017-09-01&resource=api://vertex-federation',
      undefined,
      400,
    ],
    [
      'an unknown resource',
      'api-version=2019-08-01&resource=api://other',
      undefined,
      400,
    ],
    [
      'an unknown identity',
      'api-version=2019-08-01&resource=api://vertex-federation&client_id=x',
      undefined,
      400,
    ],
  ])('refuses %s', async (_, query, header, status) => {
    expect((await ask(query, header)).status).toBe(status);
  });
});

describe.each([1, 2] as const)('a v%i token', version => {
  const application = demoEntra.applications[version - 1];
  const audience = [application.appIdUri, application.clientId][version - 1];

  it.each([
    ['its own issuer', version, 200, undefined],
    [
      'the issuer of the other version',
      (3 - version) as 1 | 2,
      400,
      'The issuer in ID Token ',
    ],
  ])(
    'is exchanged at a provider that expects %s: %i',
    async (_, expected, status, words = '') => {
      const google = await TestGoogle.start({
        seed: seed => {
          seed.workloadIdentityPools[0].providers.push({
            id: 'entra',
            issuer: azure.entra.issuer(expected),
            allowedAudiences: [audience],
            attributeMapping: { 'google.subject': 'assertion.sub' },
          });
        },
      });
      const response = await ask(
        `api-version=2019-08-01&resource=${application.appIdUri}`,
      );
      const { access_token: token } = await response.json();
      const answer = await google.exchange(token, { audience: ENTRA });
      await google.stop();
      expect(answer.status).toBe(status);
      expect(answer.body.error_description ?? '').toContain(words);
    },
  );
});
