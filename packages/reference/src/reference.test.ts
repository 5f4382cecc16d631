import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configKeys } from './configKeys';
import { documents, ROOT } from './documents';

describe('docs/reference', () => {
  it.each(Object.entries(documents()))('has %s up to date', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });
});

describe('configKeys', () => {
  it('walks objects, maps, unions and named types, and says what is required', () => {
    const keys = configKeys(`
      export interface Config {
        /** The whole. */
        a: {
          /** By name. */
          b?: { [name: string]: {
            c: { kind: 'x' } | {
              kind: 'y';
              /** Only for y. */
              d?: number;
            };
          } };
          e: Named;
        };
      }
      interface Named {
        /** Of the named one. */
        f: string;
      }`);
    expect(keys).toEqual([
      { path: 'a', type: 'object', required: true, description: 'The whole.' },
      { path: 'a.b', type: 'object', required: false, description: 'By name.' },
      {
        path: 'a.b.<name>.c.kind',
        type: "'x' | 'y'",
        required: true,
        description: '',
      },
      {
        path: 'a.b.<name>.c.d',
        type: 'number',
        required: false,
        description: 'Only for y.',
      },
      {
        path: 'a.e.f',
        type: 'string',
        required: true,
        description: 'Of the named one.',
      },
    ]);
  });
});
