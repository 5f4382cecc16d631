import { OAuth2Client } from 'google-auth-library';
import { asRole, federationClient, rejection } from './__testUtils__/clients';
import { describeOnEmulator, openTarget, Target } from './__testUtils__/target';

describe('token introspection and revocation, by OAuth2Client', () => {
  let target: Target;
  let client: OAuth2Client;
  beforeEach(async () => {
    target = await openTarget();
    client = new OAuth2Client({
      clientId: 'portal.apps.googleusercontent.com',
      endpoints: {
        tokenInfoUrl: target.urls.tokenInfo,
        oauth2RevokeUrl: target.urls.revoke,
      },
    });
  });
  afterEach(() => target.stop());

  it('knows nothing about a federated token', async () => {
    const { token } = await asRole(target, 'dev:deployer').getAccessToken();
    const error = await rejection(client.getTokenInfo(token as string));
    expect(error.response.status).toBe(400);
    expect(error.response.data.error).toBe('invalid_token');
  });

  it('shows audience and scopes of a service account token', async () => {
    const source = federationClient(
      target,
      { claims: target.claims('dev:deployer') },
      true,
    );
    const { token } = await source.getAccessToken();
    const info = await client.getTokenInfo(token as string);
    expect(info.scopes).toEqual([
      'https://www.googleapis.com/auth/cloud-platform',
    ]);
    expect(info.aud).toMatch(/^\d{21}$/);
  });

  it('does not revoke a service account token', async () => {
    const source = federationClient(
      target,
      { claims: target.claims('dev:deployer') },
      true,
    );
    const { token } = await source.getAccessToken();
    const error = await rejection(client.revokeToken(token as string));
    expect(error.response.status).toBe(400);
    expect((await client.getTokenInfo(token as string)).scopes).toHaveLength(1);
  });

  describeOnEmulator('with more than Google gives', () => {
    it('shows whose a user token is, and ends it when revoked', async () => {
      const token = 'ya29.a0-conformance-user';
      const info = await client.getTokenInfo(token);
      expect(info).toMatchObject({
        email: 'dana@example.com',
        aud: 'portal.apps.googleusercontent.com',
        azp: 'portal.apps.googleusercontent.com',
      });
      await client.revokeToken(token);
      await expect(client.getTokenInfo(token)).rejects.toThrow('invalid_token');
    });
  });

  describeOnEmulator('with more than Google gives', () => {
    it('ends the access tokens of a revoked refresh token', async () => {
      await client.revokeToken('1//conformance-refresh');
      const error = await rejection(
        client.getTokenInfo('ya29.a0-conformance-user'),
      );
      expect(error.response.data.error).toBe('invalid_token');
    });
  });
});
