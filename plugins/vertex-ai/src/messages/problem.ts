/** Headline of every failure, by its code. */
const title = {
  invalid_request: 'The request is not right',
  idempotency_key_missing: 'The request was sent without its key',
  unauthenticated: 'You are not signed in any more',
  google_sign_in_required: 'Sign in to Google to use this environment',
  forbidden: 'You are not allowed to do this',
  role_missing: 'Your roles do not cover this',
  guardrail_violated: 'A guardrail of the environment is not met',
  requirement_unmet: 'The environment demands more than was sent',
  step_up_refused: 'The signature was not accepted',
  vote_refused: 'Your vote does not count here',
  access_ended: 'Access was ended',
  google_permission_denied: 'Google refused the credential',
  not_found: 'Not found',
  conflict: 'It does not fit what is there',
  endpoint_busy: 'The endpoint is busy',
  etag_mismatch: 'Somebody changed the endpoint in the meantime',
  payload_too_large: 'Too much at once',
  idempotency_key_reused: 'The request changed while it was being repeated',
  google_rejected: 'Google did not accept the request',
  subject_token_missing: 'The token of your company’s sign-in is missing',
  quota_exceeded: 'A quota is used up',
  too_many_requests: 'Too often in a short time',
  internal: 'The portal failed',
  handshake_failed: 'No credential could be obtained from Google',
  google_failed: 'Google failed',
  google_unavailable: 'Google cannot be reached',
  google_timeout: 'Google did not answer in time',
  unreachable: 'The portal cannot be reached',
  unreadable: 'The answer cannot be read',
} as const;

/** What to do about it, by its code. */
const advice = {
  invalid_request: 'Put right what is named above and try again.',
  idempotency_key_missing:
    'Reload the page and try again. If it happens again, tell the people who run this portal.',
  unauthenticated: 'Reload the page to sign in again.',
  google_sign_in_required:
    'Here you act at Google as yourself, so your own Google account is needed besides the one of this portal.',
  forbidden:
    'The permission policy of this portal decides this. Ask the people who run it, and give them the correlation id.',
  role_missing:
    'Ask for the role at the place that is named above. It takes effect with the next request.',
  guardrail_violated:
    'Change the request so that it meets what is named above. It holds for everybody in this environment.',
  requirement_unmet:
    'Add what is named above: sign with a security key when you are asked to, or send the request and wait for its approvals.',
  step_up_refused:
    'Sign once more with a security key that is registered to you. Nothing was carried out.',
  vote_refused:
    'Somebody else has to approve this: a member of one of the groups that are named there, who did not ask for it.',
  access_ended:
    'Ask the people who audit this environment why your access was ended, and have them restore it.',
  google_permission_denied:
    'The credential is good, but its principal lacks a permission in the Google project. Give the words above and the correlation id to the people who manage access there.',
  not_found:
    'It may have been deleted, or be in another environment or location. Go back to the list and look for it there.',
  conflict: 'Reload the page to see the present state, then decide again.',
  endpoint_busy:
    'Another deployment is changing this endpoint. Wait until it has ended, then try again.',
  etag_mismatch:
    'Close this, look at the present state, and decide again. Nothing was changed.',
  payload_too_large:
    'Send less at once; Google takes 10 MB at most, and 1.5 MB on an endpoint with a shared domain.',
  idempotency_key_reused: 'Reload the page and start again.',
  google_rejected:
    'Change the request according to the words above and try again.',
  subject_token_missing:
    'This environment acts at Google with the token of your company’s sign-in. Sign in again, and repeat what you did.',
  quota_exceeded:
    'Wait a minute and try again, or ask for a higher quota in the Google project.',
  too_many_requests: 'Wait for a moment, then try again.',
  internal:
    'Try again. If it happens again, give the correlation id to the people who run this portal.',
  handshake_failed:
    'The hop that is named above says where it broke. Give it and the correlation id to the people who run this portal: the federation of this environment has to be put right.',
  google_failed: 'Try again in a while. Nothing has to be changed here.',
  google_unavailable: 'Try again in a while. Nothing has to be changed here.',
  google_timeout:
    'Try again in a while. A change that was sent may still have happened: look at the present state first.',
  unreachable:
    'Check your connection and whether the backend runs, then try again.',
  unreadable:
    'The frontend and the backend of this plugin may be of different versions. Tell the people who run this portal.',
} as const;

export const problem = {
  title,
  advice,
  hop: 'It broke at the hop “{{hop}}”.',
  google: 'Google says ({{status}}):',
} as const;
