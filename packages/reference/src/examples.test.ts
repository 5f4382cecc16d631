import { join } from 'node:path';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { parse } from 'yaml';
import { ROOT } from './documents';
import { compile, examplesOf } from './examples';

const documents = [
  'README.md',
  'docs/access.md',
  'docs/permission-policies.md',
  'plugins/vertex-ai/README.md',
  'plugins/vertex-ai-backend/README.md',
  'plugins/vertex-ai-common/README.md',
  'plugins/vertex-ai-node/README.md',
  'plugins/catalog-backend-module-vertex-ai/README.md',
  'plugins/auth-backend-module-vertex-ai/README.md',
];

/** What the reader of an installation guide has in the file already. */
const PRELUDE = `
declare const backend: ReturnType<typeof import('@backstage/backend-defaults').createBackend>;
declare const createApp: typeof import('@backstage/frontend-defaults').createApp;
declare const Route: typeof import('react-router-dom').Route;
`;

/** What every Backstage has in its configuration. */
const REST = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

describe('the code in the documents', () => {
  const wrong = { place: 'here', language: 'ts', text: 'backend.sub(1);' };
  const examples = documents.flatMap(document =>
    examplesOf(document, ['ts', 'tsx']),
  );
  const complaints = compile([...examples, wrong], {
    folder: 'packages/reference/src',
    prelude: PRELUDE,
  });

  it.each(examples.map(({ place }) => place))('compiles at %s', place => {
    expect(complaints[place]).toEqual([]);
  });

  it('is found wrong where it is', () => {
    expect(complaints[wrong.place]).toEqual([
      expect.stringContaining("'sub' does not exist"),
    ]);
  });
});

describe('the configuration in the documents', () => {
  const examples = documents.flatMap(document =>
    examplesOf(document, ['yaml']),
  );
  const wrong = 'vertexAi: { environments: { dev: { projekt: ml-dev } } }';
  let schema: ConfigSchema;

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [
        '@backstage-vertex/plugin-vertex-ai-backend',
        '@backstage-vertex/plugin-catalog-backend-module-vertex-ai',
        '@backstage-vertex/plugin-auth-backend-module-vertex-ai',
        '@backstage-vertex/plugin-vertex-ai',
        '@backstage/frontend-defaults',
      ],
      noUndeclaredProperties: true,
    });
  }, 60_000);

  const check = (text: string) =>
    schema.process([
      { data: REST, context: 'the rest' },
      { data: parse(text), context: 'the example' },
    ]);

  it.each(examples.map(({ place, text }) => [place, text]))(
    'follows the schemas at %s',
    (_, text) => {
      expect(() => check(text)).not.toThrow();
    },
  );

  const rules = examplesOf('docs/access.md', ['yaml']);

  it.each(rules.map(({ place, text }) => [place, text]))(
    'is one that the backend starts with, its CEL included, at %s',
    (_, text) => {
      const backend = join(ROOT, 'plugins/vertex-ai-backend');
      const { readConfig } = jest.requireActual(
        join(backend, 'src/config/readConfig'),
      );
      const { ConfigReader } = jest.requireActual(
        require.resolve('@backstage/config', { paths: [backend] }),
      );
      const { environments } = readConfig(
        new ConfigReader({ ...REST, ...parse(text) }),
      );
      expect(environments.get('prod')).toBeDefined();
    },
  );

  it('is found wrong where it is', () => {
    expect(() => check(wrong)).toThrow("required property 'project'");
  });
});
