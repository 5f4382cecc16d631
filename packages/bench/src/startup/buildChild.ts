import { build, Plugin } from 'esbuild';
import { join } from 'node:path';

/** Our own packages are compiled in; what comes from a registry is loaded as it was published. */
const ownPackagesOnly: Plugin = {
  name: 'own-packages-only',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@backstage-vertex/')
        ? undefined
        : { path, external: true },
    );
  },
};

/** Compiles the program that is started, as every installed plugin is: an operator's backend translates no TypeScript. @returns its path */
export async function buildChild(): Promise<string> {
  const packageDir = join(require.resolve('../../package.json'), '..');
  const outfile = join(packageDir, 'dist/startup-child.cjs');
  await build({
    entryPoints: [join(packageDir, 'src/startup/child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    plugins: [ownPackagesOnly],
    logLevel: 'warning',
  });
  return outfile;
}
