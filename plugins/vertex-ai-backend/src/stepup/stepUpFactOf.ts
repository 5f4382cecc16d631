import type { Reverified } from './EvidenceArchive';
import type { Verified } from './Grants';

/** What of a signature Google is told, as `acr` and `amr` of the assertion. */
export function stepUpFactOf(signature: Verified | Reverified): {
  userVerified: boolean;
  deviceBound: boolean;
  signedAtMs: number;
} {
  const { userVerified, signedAtMs } = signature;
  const { deviceBound } = 'facts' in signature ? signature.facts : signature;
  return { userVerified, deviceBound, signedAtMs };
}
