import type { HopName } from '@backstage-vertex/plugin-vertex-ai-common';
import { providerCommand } from '../core';

/** What an explanation names, so that its command can be run as it stands. */
export interface ExplanationFacts {
  issuer: string;
  /** Full resource name of the workload identity provider. */
  audience: string;
  environment: string;
  /** Whom a person asks for a role. */
  grantedBy: readonly string[];
  /** Absent where somebody has none. */
  role?: string;
  /** E-mail of the account that the role impersonates, where the strategy has one. */
  serviceAccount?: string;
}

interface Failure {
  hop: HopName;
  /** Google's error name, or ours. */
  code: string;
  /** Google's own words. */
  message: string;
}

interface Explanation {
  hop: HopName;
  code: string;
  /** Only where one code of Google's stands for several mistakes; then its exact words tell them apart. */
  words?: RegExp;
  /** What it means and what repairs it. */
  text(facts: ExplanationFacts): string;
}

const UPDATE = (facts: ExplanationFacts) =>
  providerCommand('update-oidc', facts.audience);

/** The first row that fits is taken; a row without words is the last of its code. */
const EXPLANATIONS: readonly Explanation[] = [
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
    hop: 'sts',
    code: 'invalid_grant',
    words: /^The issuer in ID Token /,
    text: facts =>
      `The provider expects another issuer than this portal signs as. Run: ${UPDATE(
        facts,
      )} --issuer-uri=${facts.issuer}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^The audience in ID Token /,
    text: facts =>
      `The provider has a list of allowed audiences without its own name. Run: ${UPDATE(
        facts,
      )} --allowed-audiences=${facts.audience}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: / is stale to sign-in\.$/,
    text: () =>
      'The assertion had ended when Google read it: the clock of this machine is wrong. Set it with NTP; Google tolerates 60 s.',
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^Unable to verify the ID Token signature\.$/,
    text: facts =>
      `The keys that the provider knows are not the keys of this portal. If keys were uploaded, upload them again: curl -o jwks.json ${
        facts.issuer
      }/jwks.json && ${UPDATE(facts)} --jwk-json-path=jwks.json`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^Error connecting to the given credential's issuer\.$/,
    text: facts =>
      `Google cannot read ${
        facts.issuer
      }/.well-known/openid-configuration, or the key is not in its key set. Make the issuer public, or upload the keys: curl -o jwks.json ${
        facts.issuer
      }/jwks.json && ${UPDATE(facts)} --jwk-json-path=jwks.json`,
  },
  {
    hop: 'sts',
    code: 'unauthorized_client',
    text: facts =>
      `The attribute condition of the provider is false for environment ${
        facts.environment
      } and role ${
        facts.role
      }. If this environment shall be let in, change the condition: ${UPDATE(
        facts,
      )} --attribute-condition=…`,
  },
  {
    hop: 'sts',
    code: 'invalid_request',
    words: /^The size of mapped attribute google\.subject exceeds /,
    text: () =>
      'The provider maps something longer than the entity ref to google.subject. Map google.subject=assertion.sub.',
  },
  {
    hop: 'sts',
    code: 'invalid_request',
    words: /^Invalid value for "audience"\./,
    text: facts =>
      `vertexAi.environments.${facts.environment}.credentials.audience is not the full resource name of a provider.`,
  },
  {
    hop: 'sts',
    code: 'invalid_target',
    text: facts =>
      `There is no such pool or provider, or it is disabled or deleted. Look: ${providerCommand(
        'describe',
        facts.audience,
      )}`,
  },
  {
    hop: 'sts',
    code: 'quota_exceeded',
    text: () =>
      'The project of the pool has used up its exchanges for this minute (6,000 unless raised). Wait a minute, or ask Google for more.',
  },
  {
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    text: facts =>
      `The account does not exist, or it does not let this role in. Run: gcloud iam service-accounts add-iam-policy-binding ${
        facts.serviceAccount
      } --role=roles/iam.workloadIdentityUser --member="principalSet:${poolOf(
        facts.audience,
      )}/attribute.env_role/${facts.environment}:${facts.role}"`,
  },
  {
    hop: 'impersonation',
    code: 'INVALID_ARGUMENT',
    text: facts =>
      `Google does not take the lifetime. Set vertexAi.environments.${facts.environment}.credentials.lifetimeSeconds to at most 3600.`,
  },
];

/** What a failure means and what repairs it; nothing where we do not know. */
export function explain(
  failure: Failure,
  facts: ExplanationFacts,
): string | undefined {
  return EXPLANATIONS.find(
    ({ hop, code, words }) =>
      hop === failure.hop &&
      code === failure.code &&
      (words === undefined || words.test(failure.message)),
  )?.text(facts);
}

/** `//iam.googleapis.com/projects/N/locations/global/workloadIdentityPools/P` of a provider. */
export function poolOf(audience: string): string {
  return audience.replace(/\/providers\/[^/]+$/, '');
}
