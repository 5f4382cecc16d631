/**
 * Who may import whom: one table, read by the lint rule of each package and by the boundary test.
 *
 * A name on the right is a slice folder below `src`; every slice may use `config` besides.
 */
const backendSlices = {
  config: ['core'],
  core: [],
  db: ['core'],
  audit: ['core', 'db'],
  policy: ['core'],
  google: ['core'],
  issuer: ['core', 'db', 'audit'],
  credentials: ['core', 'db', 'audit', 'issuer', 'google', 'policy'],
  stepup: ['core', 'db', 'audit', 'policy', 'http'],
  registry: [
    'core',
    'db',
    'audit',
    'stepup',
    'credentials',
    'google',
    'policy',
    'http',
  ],
  predictions: [
    'core',
    'audit',
    'credentials',
    'google',
    'policy',
    'http',
    'registry',
  ],
  approvals: ['core', 'db', 'audit', 'policy', 'stepup', 'http'],
  deployments: [
    'core',
    'db',
    'audit',
    'approvals',
    'stepup',
    'credentials',
    'google',
    'policy',
    'registry',
    'http',
  ],
  leases: [
    'core',
    'db',
    'audit',
    'credentials',
    'issuer',
    'policy',
    'http',
    'stepup',
  ],
  diagnosis: ['core', 'audit', 'credentials', 'google', 'policy', 'http'],
  access: ['core', 'credentials', 'policy', 'http', 'registry'],
  http: ['core', 'audit', 'policy'],
  openapi: ['core'],
};

/** Workspace packages of ours that a package's shipped source may import. Tests may import the development packages too. */
const packageImports = {
  '@backstage-vertex/plugin-vertex-ai-common': [],
  '@backstage-vertex/plugin-vertex-ai-node': [],
  '@backstage-vertex/plugin-vertex-ai': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/plugin-vertex-ai-backend': [
    '@backstage-vertex/plugin-vertex-ai-common',
    '@backstage-vertex/plugin-vertex-ai-node',
  ],
  '@backstage-vertex/plugin-catalog-backend-module-vertex-ai': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/plugin-auth-backend-module-vertex-ai': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/google-emulator': [],
  '@backstage-vertex/demo-identity-provider': [],
  '@backstage-vertex/verify-evidence': [],
};

/**
 * Files without database, network, logger, clock and randomness, by slice; a folder ends in a slash and means everything in it. What they
 * import of ours has to be listed here as well.
 */
const pureFiles = {
  config: [
    'accessSchema.ts',
    'addresses.ts',
    'checkout.ts',
    'checks.ts',
    'credentialsSchema.ts',
    'refs.ts',
    'schema.ts',
    'stepUpSchema.ts',
  ],
  core: [
    'Actor.ts',
    'BoundedCel.ts',
    'canonical.ts',
    'guardrailLanguage.ts',
    'provider.ts',
    'Secret.ts',
    'toVertexAiError.ts',
    'VertexAiError.ts',
  ],
  db: ['columns.ts'],
  audit: ['asDetail.ts'],
  policy: ['./'],
  google: [
    'GoogleApiError.ts',
    'vertex/convert.ts',
    'vertex/names.ts',
    'vertex/types.ts',
  ],
  issuer: ['assertion.ts', 'keySchedule.ts', 'keyViews.ts', 'stepUpClaims.ts'],
  credentials: [
    'endings.ts',
    'explanations.ts',
    'explanations/',
    'freshness.ts',
    'redactHops.ts',
    'strategies/shownClaims.ts',
    'subjects/addresses.ts',
    'subjects/claimRules.ts',
    'subjects/ownership.ts',
    'subjects/People.ts',
  ],
  access: ['memberships.ts'],
  stepup: [
    'authenticatorData.ts',
    'challenge.ts',
    'keyIntents.ts',
    'publicKey.ts',
    'refusal.ts',
    'verifyEvidence.ts',
  ],
  leases: [
    'aftermath.ts',
    'checkoutIntent.ts',
    'checkoutTerms.ts',
    'externalAccount.ts',
    'leaseClaims.ts',
    'scopes.ts',
  ],
  diagnosis: ['auditLogs.ts', 'quota.ts'],
  registry: ['entityRef.ts', 'framework.ts', 'page.ts', 'views.ts'],
  approvals: [
    'model.ts',
    'obstacles.ts',
    'refuseVote.ts',
    'rules.ts',
    'views.ts',
    'voteIntent.ts',
  ],
  deployments: [
    'approval/compareNow.ts',
    'aboutOf.ts',
    'approvalExpiry.ts',
    'awaitApproval.ts',
    'basis.ts',
    'conclude.ts',
    'delays.ts',
    'facts.ts',
    'gcloud.ts',
    'history.ts',
    'initialState.ts',
    'intent.ts',
    'model.ts',
    'plan/',
    'preview/checks.ts',
    'preview/compare.ts',
    'preview/fixRequest.ts',
    'preview/foresee.ts',
    'reduce.ts',
    'traffic.ts',
    'transition.ts',
    'views.ts',
  ],
};

/** What a pure file may import from packages, name by name. */
const pureModules = {
  '@backstage-vertex/plugin-vertex-ai-common': ['*'],
  canonicalize: ['*'],
  'node:crypto': ['createHash', 'createPublicKey', 'JsonWebKey', 'verify'],
  '@simplewebauthn/server/helpers': ['cose', 'isoCBOR'],
  '@marcbachmann/cel-js': ['Environment', 'serialize'],
  re2js: ['RE2JS'],
  'node:util': ['inspect'],
  zod: ['*'],
};

/** Zones for `import/no-restricted-paths`, made from the table. */
function backendZones() {
  return Object.entries(backendSlices).map(([slice, allowed]) => ({
    target: `./src/${slice}`,
    from: './src',
    except: [...new Set([slice, 'config', ...allowed])].map(
      name => `./${name}`,
    ),
    message: `The slice ${slice} may import ${
      allowed.length > 0 ? allowed.join(', ') : 'nothing of ours but common'
    }; the table is eslint/boundaries.js.`,
  }));
}

module.exports = {
  backendSlices,
  packageImports,
  pureFiles,
  pureModules,
  backendZones,
};
