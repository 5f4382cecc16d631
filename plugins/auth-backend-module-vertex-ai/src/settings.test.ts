import { ConfigReader } from '@backstage/config';
import { checkSettings, readSettings } from './settings';

const good = {
  clientId: 'id.apps.googleusercontent.com',
  clientSecret: 'secret',
  audience: 'internal',
  hostedDomains: ['example.com'],
};

const check = (clients: any) =>
  checkSettings(new ConfigReader(clients), 'auth.providers.vertex-ai-google');

describe('the settings of a client', () => {
  it('are Google’s own addresses by default', () => {
    expect(readSettings(new ConfigReader(good)).endpoints).toEqual({
      issuer: 'https://accounts.google.com',
      authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      revokeUrl: 'https://oauth2.googleapis.com/revoke',
      jwksUrl: 'https://www.googleapis.com/oauth2/v3/certs',
    });
  });

  it('may be those of an internal and an external client at once', () => {
    const external = {
      clientId: 'x',
      clientSecret: 'y',
      audience: 'external',
      sessionDuration: '8h',
      callbackUrl: 'https://portal.example.com/api/auth/x/handler/frame',
    };
    expect(() => check({ internal: good, external })).not.toThrow();
  });

  it.each<[string, object, string]>([
    ['no audience', { audience: undefined }, 'production.audience: '],
    [
      'an internal client without its domains',
      { hostedDomains: undefined },
      'production.hostedDomains: needed for an internal client',
    ],
    [
      'a domain with an at sign',
      { hostedDomains: ['@example.com'] },
      'production.hostedDomains.0: a domain in lower case',
    ],
    [
      'a token endpoint without TLS',
      { endpoints: { tokenUrl: 'http://oauth2.example.com/token' } },
      'production.endpoints.tokenUrl: an https URL',
    ],
    [
      'an endpoint of an unknown name',
      { endpoints: { revocationUrl: 'https://example.com' } },
      'production.endpoints.revocationUrl: there is no such key',
    ],
    ['an empty secret', { clientSecret: '' }, 'production.clientSecret: '],
    [
      'a sign-in resolver',
      { signIn: { resolvers: [{ resolver: 'anything' }] } },
      'production.signIn: this provider signs nobody in to Backstage',
    ],
    [
      'more scopes',
      { additionalScopes: ['https://www.googleapis.com/auth/drive'] },
      'production.additionalScopes: this provider asks for what Vertex AI takes',
    ],
  ])('are refused with %s, by path', (_, change, message) => {
    expect(() => check({ production: { ...good, ...change } })).toThrow(
      `auth.providers.vertex-ai-google.${message}`,
    );
  });

  it('are refused with everything that is wrong, of every environment', () => {
    const bad = { ...good, clientId: 5, extra: true };
    expect(() => check({ a: bad, b: bad })).toThrow(
      /a\.clientId.*a\.extra.*b\.clientId.*b\.extra/,
    );
  });

  it('never show the secret in what is said about them', () => {
    const problem = (() => {
      try {
        check({ a: { ...good, clientSecret: 'very-secret', audience: 'x' } });
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    expect(problem).toContain('audience');
    expect(problem).not.toContain('very-secret');
  });
});
