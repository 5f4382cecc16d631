import { providerCommand } from '../../core';
import type { Explanation, ExplanationFacts } from './model';

const UPDATE = (facts: ExplanationFacts) =>
  providerCommand('update-oidc', facts.audience);

const UPLOAD = (facts: ExplanationFacts) =>
  `curl -o jwks.json ${facts.issuer}/jwks.json && ${UPDATE(
    facts,
  )} --jwk-json-path=jwks.json`;

/** Refusals of an exchange, by Google's words (`facts/google.md` has where each was seen). */
export const stsExplanations: readonly Explanation[] = [
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^The issuer in ID Token /,
    text: facts =>
      facts.external
        ? `The provider expects another issuer than the token has. Entra has one issuer for v1 and another for v2 tokens. Run: ${UPDATE(
            facts,
          )} --issuer-uri=${facts.external.issuer}`
        : `The provider expects another issuer than this portal signs as. Run: ${UPDATE(
            facts,
          )} --issuer-uri=${facts.issuer}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^The audience in ID Token /,
    text: facts =>
      facts.external
        ? `The provider does not allow the audience that the token has; without a list it allows its own name only. Run: ${UPDATE(
            facts,
          )} --allowed-audiences=${facts.external.audience}`
        : `The provider has a list of allowed audiences without its own name. Run: ${UPDATE(
            facts,
          )} --allowed-audiences=${facts.audience}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: / is stale to sign-in\.$/,
    text: ({ external }) =>
      external
        ? `The token had ended when Google read it, or has no iat or exp. It is of ${external.issuer}: ask there for a new one, and compare the clock of this machine with the time.`
        : 'The assertion had ended when Google read it: the clock of this machine is wrong. Set it with NTP; Google tolerates 60 s.',
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^Unable to verify the ID Token signature\.$/,
    text: facts =>
      facts.external
        ? `The keys that the provider knows are not those of ${
            facts.external.issuer
          }. If keys were uploaded, upload the present ones, which its discovery document names under jwks_uri: ${UPDATE(
            facts,
          )} --jwk-json-path=jwks.json`
        : `The keys that the provider knows are not the keys of this portal. If keys were uploaded, upload them again: ${UPLOAD(
            facts,
          )}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^Error connecting to the given credential's issuer\.$/,
    text: facts =>
      facts.external
        ? `Google cannot read the discovery document of ${facts.external.issuer}, or the key is not in its key set. The identity provider has to be public, or its keys uploaded with --jwk-json-path.`
        : `Google cannot read ${
            facts.issuer
          }/.well-known/openid-configuration, or the key is not in its key set. Make the issuer public, or upload the keys: ${UPLOAD(
            facts,
          )}`,
  },
  {
    hop: 'sts',
    code: 'invalid_grant',
    words: /^Could not obtain a value for google\.subject /,
    text: facts =>
      `The mapping of google.subject finds no claim in the token. Run: ${UPDATE(
        facts,
      )} --attribute-mapping=google.subject=assertion.sub,…`,
  },
  {
    hop: 'sts',
    code: 'unauthorized_client',
    text: facts =>
      facts.external
        ? `The attribute condition of the provider is false for the claims above. If this identity shall be let in, change the condition: ${UPDATE(
            facts,
          )} --attribute-condition=…`
        : `The attribute condition of the provider is false for environment ${
            facts.environment
          } and role ${
            facts.role
          }. Where it demands acr, the action needs a step-up with a security key. If this environment shall be let in, change the condition: ${UPDATE(
            facts,
          )} --attribute-condition=…`,
  },
  {
    hop: 'sts',
    code: 'invalid_request',
    words: /^The size of mapped attribute google\.subject exceeds /,
    text: ({ external }) =>
      external
        ? 'The claim that the provider maps to google.subject is longer than 127 bytes. Map one that is short and never given to anybody else, such as assertion.sub.'
        : 'The provider maps something longer than the entity ref to google.subject. Map google.subject=assertion.sub.',
  },
  {
    hop: 'sts',
    code: 'invalid_request',
    words: /^The mapped attributes exceed /,
    text: () =>
      'What the provider maps is more than 8 KB, mostly groups. Map fewer attributes, or filter the groups in the mapping.',
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
    hop: 'sts',
    code: 'internal_failure',
    text: () =>
      'Google failed inside; it does so for a token that ends within a second. It was tried several times. Try again in a while.',
  },
];
