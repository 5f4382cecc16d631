import type { CDPSession } from 'playwright-core';
import type { Visitor } from './Visitor';

/**
 * A security key in the USB port of a visitor: Chromium's virtual authenticator (CDP domain WebAuthn), which makes real keys and real
 * signatures and is touched at once. It stays where it is when the page loads anew.
 */
export class SecurityKey {
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(session: CDPSession, authenticatorId: string) {
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  static async plugIn({ context, page }: Visitor): Promise<SecurityKey> {
    const session = await context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send(
      'WebAuthn.addVirtualAuthenticator',
      {
        options: {
          protocol: 'ctap2',
          ctap2Version: 'ctap2_1',
          transport: 'usb',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
          // Bound to the device: neither eligible for a backup nor backed up.
          defaultBackupEligibility: false,
          defaultBackupState: false,
        },
      },
    );
    return new SecurityKey(session, authenticatorId);
  }

  /** How many key pairs are on it. */
  async size(): Promise<number> {
    const { credentials } = await this.#session.send(
      'WebAuthn.getCredentials',
      { authenticatorId: this.#authenticatorId },
    );
    return credentials.length;
  }
}
