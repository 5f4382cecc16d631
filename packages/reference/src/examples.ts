import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './documents';

/** A piece of code in a document. */
export interface Example {
  /** For instance `README.md:48`. */
  place: string;
  language: string;
  text: string;
}

/** The fenced blocks of a Markdown document in the given languages. */
export function examplesOf(document: string, languages: string[]): Example[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .map(({ 1: language, 2: code, index }) => ({
      place: `${document}:${text.slice(0, index).split('\n').length}`,
      language,
      text: code,
    }))
    .filter(({ language }) => languages.includes(language));
}

/**
 * What the compiler says against each example, by its place. An example is a file of `folder`, after `prelude`: what its
 * reader has in the file already.
 */
export function compile(
  examples: Example[],
  { folder, prelude }: { folder: string; prelude: string },
): Record<string, string[]> {
  const files = new Map(
    examples.map((example, index) => [
      join(ROOT, folder, `example${index}.tsx`),
      { ...example, text: `${prelude}\n${example.text}\nexport {};\n` },
    ]),
  );
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = name => files.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!.text, version)
      : getSourceFile(name, version, ...rest);
  const program = ts.createProgram({
    rootNames: [...files.keys()],
    options: {
      ...options,
      noEmit: true,
      incremental: false,
      noUnusedLocals: false,
    },
    host,
  });
  return Object.fromEntries(
    [...files].map(([name, { place }]) => [
      place,
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(name))
        .map(({ messageText }) =>
          ts.flattenDiagnosticMessageText(messageText, '\n'),
        ),
    ]),
  );
}
