import {
  Azure,
  demoEntra,
  startAzure,
} from '@backstage-vertex/google-emulator';
import { decodeJwt } from 'jose';
import { inspect } from 'node:util';
import { createManagedIdentity } from './ManagedIdentity';

const [v1, v2] = demoEntra.applications;
const [system, assigned] = demoEntra.identities;
// The library takes its time to load.
jest.setTimeout(60_000);

const AUTHORITY = 'AZURE_POD_IDENTITY_AUTHORITY_HOST';

let azure: Azure;

beforeEach(async () => {
  azure = await startAzure();
});
afterEach(async () => {
  delete process.env[AUTHORITY];
  await azure.stop();
});

describe('on App Service', () => {
  const identity = () => createManagedIdentity(azure.environment, 5_000);

  it.each([
    [v1, v1.appIdUri, '1.0'],
    [v2, v2.clientId, '2.0'],
  ])(
    'gives a token of the version that the application wants',
    async (application, aud, ver) => {
      const token = await identity().token({ resource: application.appIdUri });
      expect(decodeJwt(token.reveal())).toMatchObject({
        aud,
        ver,
        iss: azure.entra.issuer(application.tokenVersion),
        sub: system.objectId,
        tid: demoEntra.tenant,
        xms_mirid: system.resourceId,
      });
    },
  );

  it('gives that of a user-assigned identity by its client id', async () => {
    const { clientId } = assigned;
    const token = await identity().token({ resource: v1.appIdUri, clientId });
    expect(decodeJwt(token.reveal()).sub).toBe(assigned.objectId);
  });

  it.each([
    ['a wrong header', { IDENTITY_HEADER: 'wrong-header' }, 'HTTP 401'],
    [
      'an endpoint that is not there',
      { IDENTITY_ENDPOINT: 'http://127.0.0.1:9/msi/token' },
      'does not answer',
    ],
  ])(
    'says that there is %s, and not what the header was',
    async (_, change, words) => {
      const environment = { ...azure.environment, ...change };
      const error = await createManagedIdentity(environment, 5_000)
        .token({ resource: v1.appIdUri })
        .catch(thrown => thrown);
      expect(error).toMatchObject({ hop: 'subjectToken' });
      expect(error.message).toContain(words);
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(
        environment.IDENTITY_HEADER,
      );
    },
  );
});

describe('elsewhere on Azure', () => {
  it('takes what @azure/identity finds', async () => {
    process.env[AUTHORITY] = azure.url;
    const token = await createManagedIdentity({}, 30_000).token({
      resource: v1.appIdUri,
    });
    expect(decodeJwt(token.reveal()).sub).toBe(system.objectId);
    expect(azure.requests.at(-1)?.path).toContain('/metadata/identity/');
  });
});
