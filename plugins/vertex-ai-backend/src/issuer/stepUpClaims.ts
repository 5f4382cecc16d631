/** What a signature with a security key has shown, when a purpose carries one. */
export interface StepUpFact {
  /** The key has checked who holds it: PIN, fingerprint, face. */
  userVerified: boolean;
  /** The key cannot leave its device. */
  deviceBound: boolean;
  signedAtMs: number;
}

/** How sure a step-up is, as `acr` says it (OpenID Connect Core 1.0 §2). An attribute condition at Google can demand one. */
export const ACR = {
  /** A key that cannot leave its device, and that has checked who holds it. */
  hardwareKey: 'urn:backstage-vertex-ai:acr:hardware-key',
  /** A key that may be synchronised between devices, and that has checked who holds it. */
  passkey: 'urn:backstage-vertex-ai:acr:passkey',
  /** Somebody has touched a key; who it was, the key has not checked. */
  touch: 'urn:backstage-vertex-ai:acr:touch',
} as const;

export interface StepUpClaims {
  acr: string;
  /** Authentication methods (RFC 8176 §2): `hwk` or `swk`, `user`, `mfa`. */
  amr: string[];
  /** Of the signature, in seconds. */
  auth_time: number;
}

export function stepUpClaims(fact: StepUpFact): StepUpClaims {
  const { userVerified, deviceBound, signedAtMs } = fact;
  return {
    acr: acrOf(fact),
    amr: [
      deviceBound ? 'hwk' : 'swk',
      'user',
      ...(userVerified ? ['mfa'] : []),
    ],
    auth_time: Math.floor(signedAtMs / 1000),
  };
}

function acrOf({ userVerified, deviceBound }: StepUpFact): string {
  if (!userVerified) {
    return ACR.touch;
  }
  return deviceBound ? ACR.hardwareKey : ACR.passkey;
}
