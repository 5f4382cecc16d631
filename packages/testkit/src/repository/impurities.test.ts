import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expandFiles, impuritiesOf } from './__testUtils__/impurities';

const source = mkdtempSync(join(tmpdir(), 'impurities-'));

const tree = {
  'core/index.ts':
    "export * from './pure';\nexport { newId as makeId } from './ids';\nexport type { Kept } from './ids';",
  'core/pure.ts':
    'export interface Kept { fetch: string }\nexport const two = 2;',
  'core/ids.ts':
    "import { randomBytes } from 'node:crypto';\nexport type Kept = string;\nexport const newId = () => randomBytes(2);",
  'slice/plan/step.ts': 'export const step = 1;',
  'slice/store.ts': "import knex from 'knex';\nexport const store = knex;",
};

beforeAll(() => {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
});

afterAll(() => rmSync(source, { recursive: true }));

const read = (text: string) =>
  impuritiesOf(
    'slice/transition.ts',
    {
      source,
      files: expandFiles(source, ['core/pure.ts', 'slice/plan/']),
      modules: { 'node:crypto': ['createHash'], canonicalize: ['*'] },
    },
    text,
  );

describe('impuritiesOf', () => {
  it.each([
    ["import { two } from '../core';"],
    ["import { Kept } from '../core';"],
    ["import type { store } from './store';"],
    ["import { type store } from './store';"],
    ["import { step } from './plan/step';"],
    ["import { createHash } from 'node:crypto';"],
    ["import canonicalize from 'canonicalize';"],
    ['const at = (now: Date) => new Date(now.getTime());'],
    ['interface Client { fetch: typeof fetch }'],
    ['const name = client.fetch;'],
  ])('passes %s', text => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ["import { makeId } from '../core';", 'imports from core/ids.ts'],
    ["import * as core from '../core';", 'imports from core/index.ts'],
    ["import { store } from './store';", 'imports from slice/store.ts'],
    ["import './store';", 'imports from slice/store.ts'],
    ["export * from './store';", 'imports from slice/store.ts'],
    ["import { randomUUID } from 'node:crypto';", 'imports randomUUID from'],
    ["import knex from 'knex';", 'imports default from knex'],
    ["const read = import('node:fs');", "uses import('node:fs')"],
    ['const answer = fetch(url);', 'uses fetch'],
    ['const send = { fetch };', 'uses fetch'],
    ['const now = Date.now();', 'uses Date.now'],
    ['const now = new Date();', 'uses new Date()'],
    ['const now = Date();', 'uses Date()'],
    ['const now = performance.now();', 'uses performance'],
    ['const dice = Math.random();', 'uses Math.random'],
    ['const home = process.env.HOME;', 'uses process'],
    ['setTimeout(() => {}, 1);', 'uses setTimeout'],
    ["console.log('hello');", 'uses console'],
  ])('refuses %s', (text, says) => {
    expect(read(text)).toEqual([expect.stringContaining(says)]);
  });
});

describe('expandFiles', () => {
  it.each(['slice/gone.ts', 'slice/strategies/'])(
    'refuses %s, which does not exist',
    line => {
      expect(() => expandFiles(source, [line])).toThrow(
        `${line} is listed as pure and does not exist`,
      );
    },
  );
});
