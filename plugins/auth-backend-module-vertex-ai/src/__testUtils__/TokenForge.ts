import { TestIssuer } from '@backstage-vertex/google-emulator';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';

const part = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes the ID token of an answer out of what Google would say. */
export type Forgery = (
  claims: JWTPayload,
  issuer: TestIssuer,
) => Promise<string> | string;

/** Signed as it should be, with other claims. */
export const claiming =
  (change: (claims: JWTPayload) => JWTPayload): Forgery =>
  (claims, issuer) =>
    issuer.sign(change(claims));

export const unsigned: Forgery = claims =>
  `${part({ alg: 'none' })}.${part(claims)}.`;

/** Signed with a secret that both sides, or everybody, know. */
export const signedWithSecret =
  (secretOf: (issuer: TestIssuer) => string | Promise<string>): Forgery =>
  async (claims, issuer) => {
    const { kid } = issuer.jwks().keys[0];
    const input = `${part({ alg: 'HS256', kid, typ: 'JWT' })}.${part(claims)}`;
    return `${input}.${createHmac('sha256', await secretOf(issuer))
      .update(input)
      .digest('base64url')}`;
  };

export const signedByStranger =
  (kid: string): Forgery =>
  async claims => {
    const stranger = await TestIssuer.create('RS256');
    const token = await stranger.sign(claims, kid);
    await stranger.stop();
    return token;
  };

/** In the place of Google's token endpoint: answers every code with an ID token that somebody has made. */
export class TokenForge {
  readonly #server: Server;
  readonly issuer: TestIssuer;
  forgery: Forgery = claiming(claims => claims);
  claims: JWTPayload = {};

  private constructor(issuer: TestIssuer) {
    this.issuer = issuer;
    this.#server = createServer(async (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: 'made-up-access-token',
          refresh_token: 'made-up-refresh-token',
          id_token: await this.forgery(this.claims, this.issuer),
          token_type: 'Bearer',
          expires_in: 3_599,
          scope: 'openid',
        }),
      );
    });
  }

  static async start(): Promise<TokenForge> {
    const forge = new TokenForge(await TestIssuer.create('RS256'));
    forge.#server.listen(0, '127.0.0.1');
    await once(forge.#server, 'listening');
    return forge;
  }

  get endpoints(): { tokenUrl: string; jwksUrl: string } {
    const { port } = this.#server.address() as AddressInfo;
    return {
      tokenUrl: `http://127.0.0.1:${port}/token`,
      jwksUrl: `${this.issuer.url}/jwks.json`,
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.issuer.stop();
  }
}
