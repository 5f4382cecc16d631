import { poolOf } from './poolOf';
import type { Explanation } from './model';

/** Refusals at the hops besides the exchange. */
export const otherExplanations: readonly Explanation[] = [
  {
    hop: 'role',
    code: 'role_missing',
    text: ({ environment, role, grantedBy }) => {
      const place = `vertexAi.environments.${environment}.access`;
      const ask = grantedBy.length > 0 ? ` Ask ${grantedBy.join(' or ')}.` : '';
      return `It is granted under ${place}${role ? `.${role}` : ''}.${ask}`;
    },
  },
  {
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    words: /implicitDelegation/,
    text: ({ delegates = [], serviceAccount }) =>
      `One of the accounts on the way (${delegates.join(
        ', ',
      )}) does not exist, or does not let the one before it pass on. Each needs on the next: gcloud iam service-accounts add-iam-policy-binding ${
        serviceAccount ?? '…'
      } --role=roles/iam.serviceAccountTokenCreator --member=serviceAccount:…`,
  },
  {
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    text: facts =>
      facts.delegates?.length
        ? `The account does not exist, or it does not let the last delegate in. Run: gcloud iam service-accounts add-iam-policy-binding ${
            facts.serviceAccount
          } --role=roles/iam.serviceAccountTokenCreator --member=serviceAccount:${facts.delegates.at(
            -1,
          )}`
        : `The account does not exist, or it does not let this role in. Run: gcloud iam service-accounts add-iam-policy-binding ${
            facts.serviceAccount
          } --role=roles/iam.workloadIdentityUser --member="principalSet:${poolOf(
            facts.audience,
          )}/attribute.env_role/${facts.environment}:${facts.role}"`,
  },
  {
    hop: 'impersonation',
    code: 'INVALID_ARGUMENT',
    words: /[Ss]cope/,
    text: () =>
      'Google does not take the scope, which is always cloud-platform here. Something between this portal and Google changes requests.',
  },
  {
    hop: 'impersonation',
    code: 'INVALID_ARGUMENT',
    words: /^Invalid delegate /,
    text: ({ environment }) =>
      `Google does not take a delegate. Name service account e-mails in vertexAi.environments.${environment}.credentials.delegates.`,
  },
  {
    hop: 'impersonation',
    code: 'INVALID_ARGUMENT',
    text: facts =>
      `Google does not take the lifetime. Set vertexAi.environments.${facts.environment}.credentials.lifetimeSeconds to at most 3600.`,
  },
  {
    hop: 'subjectToken',
    code: 'subject_token_missing',
    words: /: none came /,
    text: () =>
      'This environment acts with the token of the company’s sign-in, which a browser sends along and nobody keeps. What goes on after the request goes on only as long as that token lives, on this process: open the page of the deployment to bring a new one.',
  },
  {
    hop: 'subjectToken',
    code: 'subject_token_missing',
    words: /annotation|e-mail/,
    text: ({ environment }) =>
      `A token counts only for the person whom it names. How it names them is in vertexAi.environments.${environment}.credentials.person; the catalog's user has to have what it is compared with.`,
  },
  {
    hop: 'subjectToken',
    code: 'subject_token_missing',
    text: ({ environment, external }) =>
      `Sign in again at ${external?.issuer}. If that does not help, compare the token that the app sends with vertexAi.environments.${environment}.credentials: issuer, audiences, authorizedParties, requiredClaims.`,
  },
  {
    hop: 'subjectToken',
    code: 'handshake_failed',
    words: /identity endpoint/,
    text: () =>
      'Switch the managed identity on: az webapp identity assign. Azure sets IDENTITY_ENDPOINT and IDENTITY_HEADER for the process; it has to be started again after that.',
  },
  {
    hop: 'subjectToken',
    code: 'handshake_failed',
    words: /^@azure\/identity finds /,
    text: () =>
      'IDENTITY_ENDPOINT and IDENTITY_HEADER are not set, so this is not App Service, and no other managed identity answers here. Run the backend where Azure gives it one, and name credentials.clientId for a user-assigned identity.',
  },
  {
    hop: 'subjectToken',
    code: 'handshake_failed',
    words: /^The token of Azure's managed identity /,
    text: ({ environment }) =>
      `Compare with vertexAi.environments.${environment}.credentials: tenant, resource, audiences, issuers. A v1 token is of https://sts.windows.net/TENANT/ and for the App ID URI, a v2 token of https://login.microsoftonline.com/TENANT/v2.0 and for the client id of the application; put that into audiences.`,
  },
  {
    hop: 'subjectToken',
    code: 'handshake_failed',
    text: ({ external }) =>
      `This backend has to reach ${external?.issuer} and the key set that its discovery document names, by https.`,
  },
  {
    hop: 'tokenInfo',
    code: 'google_sign_in_required',
    words: /: none came /,
    text: () =>
      'This environment acts with your own Google token, which the browser sends along and nobody keeps. What goes on after the request goes on only as long as that token lives, on this process: open the page of the deployment to bring a new one.',
  },
  {
    hop: 'tokenInfo',
    code: 'google_sign_in_required',
    words: /another application/,
    text: ({ clientIds = [] }) =>
      `Only tokens of ${clientIds.join(
        ' or ',
      )} count here. Let the OAuth client of auth.providers and clientIds of the environment be the same.`,
  },
  {
    hop: 'tokenInfo',
    code: 'google_sign_in_required',
    words: /lacks the scope/,
    text: () =>
      'Sign in at Google again and agree to all that is asked for; a box that is not ticked is a scope that is missing.',
  },
  {
    hop: 'tokenInfo',
    code: 'google_sign_in_required',
    words: /e-mail/,
    text: () =>
      'Sign in with the Google account whose address is in your profile in the catalog.',
  },
  {
    hop: 'tokenInfo',
    code: 'google_sign_in_required',
    text: () => 'Sign in at Google again.',
  },
  {
    hop: 'tokenInfo',
    code: 'invalid_token',
    text: () => 'It has ended, or was revoked. Sign in at Google again.',
  },
];
