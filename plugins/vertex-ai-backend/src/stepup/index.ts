/**
 * Signatures of people, made with security keys (FIDO2, WebAuthn), over exactly what is going to be done.
 *
 * Promises that a grant stands for one signature, by a key of one person, over one intent, that was verified when it was made, is verified
 * again when it is used and when it is carried out, and can be used once. Never takes a text to sign from a browser; never forgets a
 * signature; never lets one person, or one stolen session, replace a key. Deployments, approvals and leases ask for grants here, and say
 * through `IntentSources` what a subject of theirs means.
 */
export * from './EvidenceArchive';
export * from './Grants';
export * from './IntentSources';
export * from './KeyNews';
export * from './KeyResets';
export * from './router';
export * from './SecurityKeys';
export * from './stepUpFactOf';
export { StepUpService } from './StepUpService';
export type { StepUpServices } from './StepUpService';
