import type { JWTPayload } from 'jose';
import { MAX_SUBJECT_BYTES } from '../../issuer';
import type { CredentialRequest } from '../Credential';
import { tokenRefused } from '../subjects/OidcVerifier';
import { ownershipProblem } from '../subjects/ownership';
import { exchange, federate, Subject } from './federate';
import { shownClaims } from './shownClaims';
import type { ConfigOf, Strategy, StrategyParts } from './Strategy';

type Config = ConfigOf<'oidcSubject'>;

/**
 * The person is the principal as the company's identity provider names them: its token, from the person's browser, is exchanged at Google
 * as it is. Services have no such token; they come by our own assertion, through a provider of their own.
 */
export function oidcSubject(parts: StrategyParts): Strategy<'oidcSubject'> {
  return {
    takes: 'subject',
    hops: (_, { kind }) =>
      kind === 'user' ? ['subjectToken', 'sts'] : ['assertion', 'sts'],
    facts: config => ({
      audience: config.audience,
      external: { issuer: config.issuer, audience: config.audiences[0] },
    }),
    async mint(walk, config, request) {
      if (request.actor.kind !== 'user') {
        const { audience } = config.services;
        walk.learn({ audience, external: undefined });
        return federate(parts, walk, { audience, request });
      }
      const subject = await walk.hop('subjectToken', async () => {
        const claims = await verified(parts, config, request);
        return {
          value: subjectOf(request, config, claims),
          claims: shownClaims(claims, [config.subjectClaim]),
        };
      });
      const { audience } = config;
      return exchange(parts, walk, { audience, request, subject });
    },
  };
}

async function verified(
  { oidc, people }: StrategyParts,
  config: Config,
  { actor, subjectToken }: CredentialRequest,
): Promise<JWTPayload> {
  if (!subjectToken) {
    throw tokenRefused(
      'none came with the request, and none that came with an earlier one is kept',
    );
  }
  const claims = await oidc.verify(subjectToken, config);
  const problem = ownershipProblem(
    config.person,
    claims,
    await people.person(actor.ref),
  );
  if (problem !== undefined) {
    throw tokenRefused(`${problem}, ${actor.ref}`);
  }
  return claims;
}

function subjectOf(
  { subjectToken }: CredentialRequest,
  { subjectClaim }: Config,
  claims: JWTPayload,
): Subject {
  const sub = claims[subjectClaim];
  if (typeof sub !== 'string' || sub === '') {
    throw tokenRefused(
      `it has no claim ${subjectClaim}, which Google's provider takes as the subject`,
    );
  }
  const bytes = Buffer.byteLength(sub, 'utf8');
  if (bytes > MAX_SUBJECT_BYTES) {
    throw tokenRefused(
      `its claim ${subjectClaim} is ${bytes} bytes long; Google takes a subject of at most ${MAX_SUBJECT_BYTES} bytes`,
    );
  }
  return { token: subjectToken!, sub, exp: claims.exp! };
}
