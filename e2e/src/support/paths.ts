import { dirname, resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(
  dirname(require.resolve('../../package.json')),
  '..',
);
