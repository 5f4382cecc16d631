import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorState } from '../state/EmulatorState';
import { demoSeed } from './demoSeed';
import { readSeedFile } from './readSeedFile';

describe('seed file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  const file = join(folder, 'seed.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    writeFileSync(file, JSON.stringify(content));
    return readSeedFile(file);
  };

  it('gives back what the demo begins with', () => {
    expect(read(demoSeed())).toEqual(JSON.parse(JSON.stringify(demoSeed())));
  });

  it.each<[string, (seed: any) => void, string]>([
    ['an unknown member', seed => Object.assign(seed, { user: [] }), 'user'],
    ['no projects', seed => delete seed.projects, 'projects'],
    [
      'a condition on a grant, which is not modelled',
      seed => Object.assign(seed.projects[1].bindings[0], { condition: {} }),
      'projects[1].bindings[0]',
    ],
    [
      'a pool that is named otherwise',
      seed => Object.assign(seed.workloadIdentityPools[0], { name: 'mine' }),
      'workloadIdentityPools[0].name',
    ],
    [
      'half a percent of traffic',
      seed => Object.assign(seed.endpoints[0], { trafficSplit: { 1: 0.5 } }),
      'endpoints[0].trafficSplit',
    ],
  ])('refuses %s', (_, change, where) => {
    const seed = demoSeed();
    change(seed);
    expect(() => read(seed)).toThrow(where);
  });

  it('says that a file is not there, or not JSON', () => {
    expect(() => readSeedFile(join(folder, 'none'))).toThrow('cannot be read');
    writeFileSync(file, '{');
    expect(() => readSeedFile(file)).toThrow('cannot be read');
  });

  it.each([
    ['roles/aiplatform.usr', 'user:a@example.com', '"roles/aiplatform.usr"'],
    ['roles/aiplatform.user', 'principal:me', '"principal:me"'],
  ])('refuses to start with %s for %s', (role, member, text) => {
    const seed = demoSeed();
    seed.projects[1].bindings.push({ role, members: [member] });
    expect(() => EmulatorState.fromSeed(seed, new Date())).toThrow(text);
  });
});
