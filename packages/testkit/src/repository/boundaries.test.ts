import { ESLint } from 'eslint';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expandFiles, impuritiesOf } from './__testUtils__/impurities';

const ROOT = resolve(__dirname, '../../../..');
const {
  backendSlices,
  packageImports,
  pureFiles,
  pureModules,
}: {
  backendSlices: Record<string, string[]>;
  packageImports: Record<string, string[]>;
  pureFiles: Record<string, string[]>;
  pureModules: Record<string, string[]>;
} = require(join(ROOT, 'eslint/boundaries'));

interface SourceFile {
  path: string;
  imports: string[];
}

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(
      entry =>
        entry.isFile() &&
        /\.tsx?$/.test(entry.name) &&
        !/\.(test|examples)\.tsx?$|setupTests/.test(entry.name) &&
        !/__testUtils__/.test(entry.parentPath),
    )
    .map(entry => {
      const path = join(entry.parentPath, entry.name);
      return {
        path: relative(ROOT, path),
        imports: ts
          .preProcessFile(readFileSync(path, 'utf8'))
          .importedFiles.map(file => file.fileName),
      };
    });
}

function packagesOf(folder: string): { name: string; folder: string }[] {
  return readdirSync(join(ROOT, folder)).map(name => ({
    folder: join(folder, name),
    name: JSON.parse(
      readFileSync(join(ROOT, folder, name, 'package.json'), 'utf8'),
    ).name,
  }));
}

/** The slice folder that a relative import reaches, or undefined for a file directly in `src`. */
function sliceOf(path: string): string | undefined {
  return path.match(/^plugins\/vertex-ai-backend\/src\/([^/]+)\//)?.[1];
}

const backendFiles = sourceFiles('plugins/vertex-ai-backend/src');
const wiring = /src\/(index|plugin)\.ts$|src\/wiring\//;

describe('import boundaries', () => {
  it('lets each backend slice import only the slices that the table names', () => {
    const violations = backendFiles
      .filter(file => sliceOf(file.path) && !wiring.test(file.path))
      .flatMap(file =>
        file.imports
          .filter(name => name.startsWith('.'))
          .map(name => ({
            from: sliceOf(file.path)!,
            to: sliceOf(join(dirname(file.path), name, 'x')),
            line: `${file.path} → ${name}`,
          })),
      )
      .filter(
        ({ from, to }) =>
          to !== from &&
          to !== 'config' &&
          !(to && backendSlices[from]?.includes(to)),
      );
    expect(violations.map(({ line }) => line)).toEqual([]);
  });

  it('enters another slice through its index', () => {
    const violations = backendFiles
      .filter(file => sliceOf(file.path))
      .flatMap(file =>
        file.imports
          .filter(name => name.startsWith('.'))
          .map(name => join(dirname(file.path), name))
          .filter(target => {
            const to = sliceOf(`${target}/x`);
            return (
              to !== undefined &&
              to !== sliceOf(file.path) &&
              !wiring.test(file.path) &&
              target !== join('plugins/vertex-ai-backend/src', to)
            );
          })
          .map(target => `${file.path} → ${target}`),
      );
    expect(violations).toEqual([]);
  });

  it.each([...packagesOf('plugins'), ...packagesOf('packages')])(
    'lets $name import only the packages that the table names',
    ({ name, folder }) => {
      const allowed = packageImports[name];
      const ours = sourceFiles(join(folder, 'src')).flatMap(file =>
        file.imports
          .filter(target => target.startsWith('@backstage-vertex/'))
          .filter(
            target =>
              allowed !== undefined &&
              !allowed.some(ok => target === ok || target.startsWith(`${ok}/`)),
          )
          .map(target => `${file.path} → ${target}`),
      );
      expect(ours).toEqual([]);
    },
  );

  it('has a line in the table for every package that is published', () => {
    expect(Object.keys(packageImports)).toEqual(
      expect.arrayContaining(packagesOf('plugins').map(({ name }) => name)),
    );
  });

  it('keeps pure files free of databases, networks, clocks and chance, down to what they import', () => {
    const source = join(ROOT, 'plugins/vertex-ai-backend/src');
    const files = expandFiles(
      source,
      Object.entries(pureFiles).flatMap(([slice, names]) =>
        names.map(name => join(slice, name)),
      ),
    );
    const table = { source, files, modules: pureModules };
    expect([...files].flatMap(path => impuritiesOf(path, table))).toEqual([]);
  });

  it('is a lint error where it is crossed', async () => {
    const cwd = join(ROOT, 'plugins/vertex-ai-backend');
    const [result] = await new ESLint({ cwd }).lintText(
      "import { AuditLog } from '../audit';\nexport const log: AuditLog | undefined = undefined;\n",
      { filePath: join(cwd, 'src/policy/decide.ts') },
    );
    expect(result.messages.map(message => message.ruleId)).toContain(
      'import/no-restricted-paths',
    );
  }, 60_000);
});
