import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ambientUses } from './ambientUses';
import {
  declarationOf,
  importsOf,
  ModuleUse,
  parse,
  resolveModule,
} from './moduleUses';

/** What says which files are pure, and what they may use. */
export interface PurityTable {
  /** Absolute. */
  source: string;
  /** Files below `source`; a folder ends in a slash and means everything in it. */
  files: ReadonlySet<string>;
  /** Names that may be imported from a package; `*` for all. */
  modules: Readonly<Record<string, readonly string[]>>;
}

/** The pure files, with folders opened. @throws Error for a line that names nothing */
export function expandFiles(
  source: string,
  lines: readonly string[],
): ReadonlySet<string> {
  return new Set(
    lines.flatMap(line => {
      const found = line.endsWith('/')
        ? sourcesIn(join(source, line)).map(name => join(line, name))
        : [line].filter(name => existsSync(join(source, name)));
      if (found.length === 0) {
        throw new Error(`${line} is listed as pure and does not exist`);
      }
      return found;
    }),
  );
}

function sourcesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        name => /\.ts$/.test(name) && !/\.test\.ts$/.test(name),
      )
    : [];
}

/**
 * Everything that keeps a file from being pure. What it imports of ours must be listed as well, so that purity holds all the way down;
 * types do not count, because nothing of them is left when the program runs.
 */
export function impuritiesOf(
  path: string,
  table: PurityTable,
  text = readFileSync(join(table.source, path), 'utf8'),
): string[] {
  const file = parse(path, text);
  return [...importsOf(file)]
    .flatMap(used => impureImport(path, used, table))
    .concat(ambientUses(file))
    .map(problem => `${path}: ${problem}`);
}

function impureImport(
  path: string,
  { module, names }: ModuleUse,
  table: PurityTable,
): string[] {
  if (!module.startsWith('.')) {
    const allowed = table.modules[module] ?? [];
    return names
      .filter(name => !allowed.includes('*') && !allowed.includes(name))
      .map(name => `imports ${name} from ${module}`);
  }
  const target = resolveModule(table.source, join(dirname(path), module));
  return names
    .map(name => declarationOf(table.source, target, name))
    .filter(found => found !== 'type' && !table.files.has(found))
    .map(found => `imports from ${found}, which is not pure`);
}
