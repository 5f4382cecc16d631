import type { HopName } from '@backstage-vertex/plugin-vertex-ai-common';
import { explain, explanations, ExplanationFacts } from './explanations';

const facts: ExplanationFacts = {
  issuer: 'https://portal.example.com/api/vertex-ai/issuer',
  audience:
    '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/backstage/providers/portal',
  environment: 'prod',
  grantedBy: ['group:default/ml-platform'],
  role: 'deployer',
  serviceAccount: 'vertex@p.iam.gserviceaccount.com',
  delegates: ['between@p.iam.gserviceaccount.com'],
  clientIds: ['portal.apps.googleusercontent.com'],
};
const external = {
  issuer: 'https://login.example.com/v2.0',
  audience: 'api://vertex',
};

/** Every text that Google is known to refuse a handshake with: hop, its error name, its words. */
const known: [hop: HopName, code: string, words: string][] = [
  [
    'sts',
    'invalid_grant',
    'The issuer in ID Token X does not match the expected one in config: Y',
  ],
  [
    'sts',
    'invalid_grant',
    'The issuer in ID Token X does not match the expected ones.',
  ],
  [
    'sts',
    'invalid_grant',
    'The audience in ID Token [X] does not match the expected audience Y.',
  ],
  [
    'sts',
    'invalid_grant',
    'The audience in ID Token [X] does not match the expected audience.',
  ],
  ['sts', 'invalid_grant', 'ID Token issued at 1 is stale to sign-in.'],
  ['sts', 'invalid_grant', 'Unable to verify the ID Token signature.'],
  [
    'sts',
    'invalid_grant',
    "Error connecting to the given credential's issuer.",
  ],
  [
    'sts',
    'invalid_grant',
    'Could not obtain a value for google.subject from the given credential.',
  ],
  [
    'sts',
    'unauthorized_client',
    'The given credential is rejected by the attribute condition.',
  ],
  [
    'sts',
    'invalid_request',
    'The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion…',
  ],
  [
    'sts',
    'invalid_request',
    'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/…',
  ],
  [
    'sts',
    'invalid_target',
    'The target service indicated by the "audience" parameters is invalid. This might either be because…',
  ],
  [
    'sts',
    'quota_exceeded',
    'The request was throttled due to rate limit: sts.googleapis.com/requests',
  ],
  ['sts', 'internal_failure', 'Internal error encountered.'],
  [
    'impersonation',
    'PERMISSION_DENIED',
    "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
  ],
  [
    'impersonation',
    'PERMISSION_DENIED',
    "Permission 'iam.serviceAccounts.implicitDelegation' denied on resource (or it may not exist).",
  ],
  [
    'impersonation',
    'INVALID_ARGUMENT',
    'Lifetime of access token must be larger then zero.',
  ],
  [
    'impersonation',
    'INVALID_ARGUMENT',
    '… can not have lifetimes of more than 1 hour. Use the Org Policy Constraint constraints/iam.allowServiceAccountCredentialLifetimeExtension to allow up to 12 hours.',
  ],
  ['impersonation', 'INVALID_ARGUMENT', 'Invalid scope: x'],
  ['tokenInfo', 'invalid_token', 'Invalid Value'],
];

describe('explanations', () => {
  it.each(known)('says what %s %s means: %s', (hop, code, message) => {
    expect(explain({ hop, code, message }, facts)).toBeTruthy();
    expect(
      explain({ hop, code, message }, { ...facts, external }),
    ).toBeTruthy();
  });

  it('has a sentence of its own for each of Google’s sentences', () => {
    const rows = known.map(([hop, code, message]) =>
      explanations.find(
        row =>
          row.hop === hop &&
          row.code === code &&
          (row.words?.test(message) ?? true),
      ),
    );
    // The two forms of the issuer's, of the audience's and of the lifetime's mean the same.
    expect(new Set(rows).size).toBe(known.length - 3);
  });

  it('reaches every row', () => {
    const shadowed = explanations.filter((row, index) =>
      explanations
        .slice(0, index)
        .some(
          earlier =>
            earlier.hop === row.hop &&
            earlier.code === row.code &&
            earlier.words === undefined,
        ),
    );
    expect(shadowed).toEqual([]);
  });

  it('names the issuer and the audience of the token that was exchanged, not ours, where it is another’s', () => {
    const of = (message: string) =>
      explain(
        { hop: 'sts', code: 'invalid_grant', message },
        { ...facts, external },
      );
    expect(of('The issuer in ID Token X does not match')).toContain(
      '--issuer-uri=https://login.example.com/v2.0',
    );
    expect(of('The audience in ID Token [X] does not match')).toContain(
      '--allowed-audiences=api://vertex',
    );
    expect(of('Unable to verify the ID Token signature.')).not.toContain(
      facts.issuer,
    );
  });

  it('knows nothing of what it has not seen', () => {
    expect(
      explain({ hop: 'sts', code: 'invalid_grant', message: 'else' }, facts),
    ).toBeUndefined();
  });
});
