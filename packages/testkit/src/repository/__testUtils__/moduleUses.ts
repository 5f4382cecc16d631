import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Values that are taken from a module; `*` is the whole of it. */
export interface ModuleUse {
  module: string;
  names: string[];
}

export function* importsOf(file: ts.SourceFile): Generator<ModuleUse> {
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const names = namesOf(statement.importClause);
      if (names.length > 0) {
        yield { module: textOf(statement.moduleSpecifier), names };
      }
    } else if (
      ts.isExportDeclaration(statement) &&
      statement.moduleSpecifier &&
      !statement.isTypeOnly
    ) {
      const names = exportedNames(statement).map(({ theirs }) => theirs);
      yield { module: textOf(statement.moduleSpecifier), names };
    }
  }
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  if (!clause) {
    return ['*'];
  }
  if (clause.isTypeOnly) {
    return [];
  }
  const { name, namedBindings } = clause;
  const named =
    namedBindings && ts.isNamedImports(namedBindings)
      ? namedBindings.elements
          .filter(({ isTypeOnly }) => !isTypeOnly)
          .map(element => (element.propertyName ?? element.name).text)
      : [];
  return [
    ...(name ? ['default'] : []),
    ...(namedBindings && ts.isNamespaceImport(namedBindings) ? ['*'] : named),
  ];
}

function exportedNames(
  statement: ts.ExportDeclaration,
): { ours: string; theirs: string }[] {
  return statement.exportClause && ts.isNamedExports(statement.exportClause)
    ? statement.exportClause.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ name, propertyName }) => ({
          ours: name.text,
          theirs: (propertyName ?? name).text,
        }))
    : [{ ours: '*', theirs: '*' }];
}

export function resolveModule(source: string, module: string): string {
  const found = [`${module}.ts`, join(module, 'index.ts')].find(name =>
    existsSync(join(source, name)),
  );
  if (!found) {
    throw new Error(`there is no ${module} in ${source}`);
  }
  return found;
}

/** The file that declares an exported name, found through the indexes on the way; `type` when nothing is left of it at run time. */
export function declarationOf(
  source: string,
  path: string,
  name: string,
): string {
  return find(source, path, name) ?? path;
}

function find(source: string, path: string, name: string): string | undefined {
  const file = parse(path, readFileSync(join(source, path), 'utf8'));
  for (const statement of file.statements) {
    const kind = declared(statement, name);
    if (kind !== undefined) {
      return kind === 'type' ? 'type' : path;
    }
  }
  for (const { module, names } of passedOn(file, name)) {
    const next = resolveModule(source, join(dirname(path), module));
    const found = find(source, next, names[0]);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function declared(
  statement: ts.Statement,
  name: string,
): 'type' | 'value' | undefined {
  if (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  ) {
    return statement.name.text === name ? 'type' : undefined;
  }
  const names = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name: at }) => at.getText())
    : [(statement as ts.FunctionDeclaration).name?.text];
  return names.includes(name) ? 'value' : undefined;
}

/** From where a file may pass a name on. */
function passedOn(file: ts.SourceFile, name: string): ModuleUse[] {
  return file.statements.filter(ts.isExportDeclaration).flatMap(statement => {
    const { moduleSpecifier, exportClause } = statement;
    if (!moduleSpecifier || !textOf(moduleSpecifier).startsWith('.')) {
      return [];
    }
    const module = textOf(moduleSpecifier);
    if (!exportClause) {
      return [{ module, names: [name] }];
    }
    return exportClause && ts.isNamedExports(exportClause)
      ? exportClause.elements
          .filter(element => element.name.text === name)
          .map(element => ({
            module,
            names: [(element.propertyName ?? element.name).text],
          }))
      : [];
  });
}

function textOf(specifier: ts.Expression): string {
  return (specifier as ts.StringLiteral).text;
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}
