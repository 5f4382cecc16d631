import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !/^(node_modules|dist|dist-types|\..*)$/.test(name))
    .flatMap(entry => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

describe('docs/adding.md', () => {
  const files = ['plugins', 'packages', 'e2e', 'examples', 'eslint', 'docs']
    .flatMap(filesIn)
    .map(path => `/${path}`);
  const code = readFileSync(join(ROOT, 'docs/adding.md'), 'utf8').matchAll(
    /`([^`\s]+)`/g,
  );
  // Commands have spaces, names have neither a slash nor an ending; of `strategies/<kind>.ts` the folder is left.
  const paths = [...new Set([...code].map(([, path]) => path))]
    .filter(path => /\/|\.(ts|tsx|js|yaml)$/.test(path))
    .map(path => path.replace(/[^/]*<.*$/, ''));

  it.each(paths)('names %s, which is there', path => {
    expect(
      files.some(file =>
        path.endsWith('/')
          ? file.includes(`/${path}`)
          : file.endsWith(`/${path}`),
      ),
    ).toBe(true);
  });
});
