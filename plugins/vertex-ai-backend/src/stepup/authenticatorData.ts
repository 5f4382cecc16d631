/** Authenticator data as far as a signature needs it (WebAuthn §6.1). */
export interface AuthenticatorData {
  rpIdHash: Buffer;
  userPresent: boolean;
  userVerified: boolean;
  backupEligible: boolean;
  backedUp: boolean;
  counter: number;
}

/** @throws Error for bytes that are too few */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData {
  if (bytes.length < 37) {
    throw new Error('authenticator data has at least 37 bytes');
  }
  const flags = bytes[32];
  const flag = (bit: number) => Math.floor(flags / 2 ** bit) % 2 === 1;
  return {
    rpIdHash: bytes.subarray(0, 32),
    userPresent: flag(0),
    userVerified: flag(2),
    backupEligible: flag(3),
    backedUp: flag(4),
    counter: bytes.readUInt32BE(33),
  };
}
