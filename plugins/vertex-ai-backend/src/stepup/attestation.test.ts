import {
  Attester,
  AuthenticatorOptions,
  makeAttester,
  Portal,
  registerKey,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';

const AAGUID = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';
const refused = { problem: { code: 'step_up_refused' } };

describe('a portal that takes only keys of one model', () => {
  let portal: Portal;
  let maker: Attester & { root: string };
  let people = 0;

  beforeAll(async () => {
    maker = await makeAttester();
    portal = await startPortal({
      features: [plugin],
      configure: config => {
        Object.assign(config.vertexAi, {
          stepUp: {
            deviceBoundOnly: true,
            attestation: {
              conveyance: 'direct',
              allowedAaguids: [AAGUID],
              rootCertificates: [maker.root],
            },
          },
        });
      },
    });
  });
  afterAll(() => portal.stop());

  const register = (options: AuthenticatorOptions) => {
    people += 1;
    const ref = `user:default/person-${people}`;
    portal.org.addUser(ref);
    return registerKey(portal.as(ref), new SoftwareAuthenticator(options));
  };

  it('takes one that its maker has signed for', async () => {
    expect(
      await register({ aaguid: AAGUID, attestation: maker }),
    ).toMatchObject({ aaguid: AAGUID, attested: true });
  });

  it.each<[string, AuthenticatorOptions]>([
    ['says nothing about its model', {}],
    ['only says that it is of that model', { aaguid: AAGUID }],
    [
      'signs itself that it is of that model',
      { aaguid: AAGUID, attestation: 'self' },
    ],
  ])('refuses one that %s', async (_, options) => {
    await expect(register(options)).rejects.toMatchObject(refused);
  });

  it('refuses one whose certificate somebody has made up', async () => {
    await expect(
      register({ aaguid: AAGUID, attestation: await makeAttester() }),
    ).rejects.toMatchObject(refused);
  });

  it('refuses another model of the same maker', async () => {
    await expect(
      register({
        aaguid: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118',
        attestation: maker,
      }),
    ).rejects.toThrow(/not taken here/);
  });

  it('refuses a passkey that a cloud may copy', async () => {
    await expect(
      register({ aaguid: AAGUID, attestation: maker, synced: true }),
    ).rejects.toThrow(/cannot leave their device/);
  });
});
