/** A check that failed, in words for whoever asked. */
export class NotVerified extends Error {}

/** Verifies one piece of evidence; throws {@link NotVerified} with the check that failed. */
export function verifyEvidence(record: unknown): {
  intent: unknown;
  /** RFC 7638 thumbprint of the key that signed. */
  keyThumbprint: string;
  deviceBound: boolean;
};
