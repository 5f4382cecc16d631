/**
 * The closed list of failures that the API answers with, each with its HTTP status.
 *
 * A client switches on the code; the text is for people. The body is a problem document (RFC 9457).
 */
export const errorStatus = {
  invalid_request: 400,
  idempotency_key_missing: 400,
  unauthenticated: 401,
  /** The environment acts with the person's own Google token (`userOAuth`), and the request carries none that is good. */
  google_sign_in_required: 401,
  /** The environment acts with the token of the company's sign-in (`oidcSubject`), and the request carries none that is good. */
  subject_token_missing: 401,
  /** The Backstage permission policy refuses. */
  forbidden: 403,
  /** No role of the actor in the environment covers the action. */
  role_missing: 403,
  /** A guardrail of the environment is not met, whoever asks. */
  guardrail_violated: 403,
  /** The environment demands a step-up or approvals that the request does not carry. */
  requirement_unmet: 403,
  /** A WebAuthn registration or signature does not verify, or belongs to another person, challenge or intent. */
  step_up_refused: 403,
  /** A vote does not count: it is the requester's own, or the voter is in none of the groups. */
  vote_refused: 403,
  /** The access of this person, or to this environment, was ended. */
  access_ended: 403,
  /** Google refused the minted credential: it is valid, but its principal may not do this. */
  google_permission_denied: 403,
  not_found: 404,
  conflict: 409,
  endpoint_busy: 409,
  etag_mismatch: 412,
  payload_too_large: 413,
  idempotency_key_reused: 422,
  /** Google read the request and says that it is wrong. */
  google_rejected: 422,
  quota_exceeded: 429,
  too_many_requests: 429,
  internal: 500,
  /** The walk from identity to Google credential broke at the hop that the problem names. */
  handshake_failed: 502,
  google_failed: 502,
  google_unavailable: 503,
  google_timeout: 504,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export const errorCodes = Object.keys(errorStatus) as [
  ErrorCode,
  ...ErrorCode[],
];
