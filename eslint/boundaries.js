/**
 * Who may import whom: one table, read by the lint rule of each package and by the boundary test.
 *
 * A name on the right is a slice folder below `src`; every slice may use `config` besides.
 */
const backendSlices = {
  core: [],
  db: ['core'],
  audit: ['core', 'db'],
  policy: ['core'],
  google: ['core'],
  issuer: ['core', 'db', 'audit'],
  credentials: ['core', 'db', 'audit', 'issuer', 'google', 'policy'],
  registry: ['core', 'db', 'audit', 'credentials', 'google', 'policy', 'http'],
  predictions: [
    'core',
    'audit',
    'credentials',
    'google',
    'policy',
    'http',
    'registry',
  ],
  deployments: [
    'core',
    'db',
    'audit',
    'credentials',
    'google',
    'policy',
    'registry',
    'http',
  ],
  http: ['core', 'audit', 'policy'],
  openapi: ['core'],
};

/** Workspace packages of ours that a package's shipped source may import. Tests may import the development packages too. */
const packageImports = {
  '@backstage-vertex/plugin-vertex-ai-common': [],
  '@backstage-vertex/plugin-vertex-ai': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/plugin-vertex-ai-backend': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/plugin-catalog-backend-module-vertex-ai': [
    '@backstage-vertex/plugin-vertex-ai-common',
  ],
  '@backstage-vertex/google-emulator': [],
  '@backstage-vertex/demo-identity-provider': [],
};

/** Files whose name says that they are pure: no database, network, logger, clock or randomness. */
const pureFiles =
  /\/(model|transition|decide|traffic|intent|gcloud|keySchedule|entityRef|framework)\.ts$|\/deployments\/strategies\/\w+\.ts$/;

/** What a pure file must not import. */
const impureModules = [
  /^knex$/,
  /^node:(fs|http|https|net|child_process)/,
  /^@backstage\/backend-/,
  /^@google-cloud\//,
];

/** Zones for `import/no-restricted-paths`, made from the table. */
function backendZones() {
  return Object.entries(backendSlices).map(([slice, allowed]) => ({
    target: `./src/${slice}`,
    from: './src',
    except: [`./${slice}`, './config', ...allowed.map(name => `./${name}`)],
    message: `The slice ${slice} may import ${
      allowed.length > 0 ? allowed.join(', ') : 'nothing of ours but common'
    }; the table is eslint/boundaries.js.`,
  }));
}

module.exports = {
  backendSlices,
  packageImports,
  pureFiles,
  impureModules,
  backendZones,
};
