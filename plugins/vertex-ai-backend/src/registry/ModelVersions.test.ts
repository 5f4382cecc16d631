import type { RegistryModel } from '../google';
import { ModelVersions } from './ModelVersions';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function aModel(id: number, overrides: Partial<RegistryModel> = {}) {
  return {
    name: `projects/1/locations/europe-west4/models/${id}`,
    id: String(id),
    versionId: '1',
    versionAliases: ['default'],
    displayName: `model ${id}`,
    labels: {},
    etag: 'first',
    supportedDeploymentResourcesTypes: [],
    ...overrides,
  };
}

const models = (count: number) =>
  Array.from({ length: count }, (_, index) => aModel(index));

describe('ModelVersions', () => {
  let nowMs: number;
  let asked: string[];
  let versions: ModelVersions;

  beforeEach(() => {
    nowMs = Date.parse('2026-06-01T00:00:00Z');
    asked = [];
    versions = new ModelVersions({ now: () => new Date(nowMs) });
  });

  async function update(
    list: RegistryModel[],
    answer = (id: string) => [
      aModel(Number(id), { versionAliases: ['old'] }),
      aModel(Number(id), { versionId: '10' }),
    ],
  ): Promise<number> {
    const before = asked.length;
    await versions.update(list, async id => {
      asked.push(id);
      return answer(id);
    });
    return asked.length - before;
  }

  it('tells all versions of a model with their aliases, newest first', async () => {
    const [model] = models(1);
    expect(versions.of(model)).toBeUndefined();
    await update([model]);
    expect(versions.of(model)).toEqual([
      { versionId: '10', aliases: ['default'] },
      { versionId: '1', aliases: ['old'] },
    ]);
  });

  it('asks for nothing twice while nothing changes', async () => {
    expect(await update(models(3))).toBe(3);
    nowMs += HOUR_MS;
    expect(await update(models(3))).toBe(0);
  });

  it.each([
    ['its etag', { etag: 'second' }],
    ['its time of update', { updateTime: '2026-06-01T00:01:00Z' }],
    ['its default version', { versionId: '2' }],
  ])(
    'asks again when %s has changed, and tells nothing until then',
    async (_, change) => {
      await update(models(3));
      const changed = aModel(1, change);
      expect(versions.of(changed)).toBeUndefined();
      expect(await update([aModel(0), changed, aModel(2)])).toBe(1);
      expect(asked.at(-1)).toBe('1');
      expect(versions.of(changed)).toHaveLength(2);
    },
  );

  it('asks again after six hours, and after a change of ours', async () => {
    await update(models(2));
    nowMs += 6 * HOUR_MS + 1;
    expect(await update(models(2))).toBe(2);
    versions.forget('1');
    expect(versions.of(aModel(1))).toBeUndefined();
    expect(await update(models(2))).toBe(1);
  });

  it('asks for 100 models at first, then for 60 a minute, and never for more than 300 at once', async () => {
    const many = models(1_000);
    expect(await update(many)).toBe(100);
    expect(await update(many)).toBe(0);
    nowMs += MINUTE_MS / 2;
    expect(await update(many)).toBe(30);
    nowMs += MINUTE_MS;
    expect(await update(many)).toBe(60);
    nowMs += HOUR_MS;
    expect(await update(many)).toBe(300);
    expect(new Set(asked).size).toBe(490);
  });

  it('ends with a failure, keeps what it knows, and begins with the others the next time', async () => {
    await update(models(2));
    const list = models(30);
    const fail = (id: string) => {
      throw new Error(`no ${id}`);
    };
    await expect(update(list, fail)).rejects.toThrow('no 2');
    const tried = asked.splice(0).slice(2);
    expect(tried.length).toBeLessThan(28);
    expect(versions.of(aModel(0))).toHaveLength(2);

    expect(await update(list)).toBe(28);
    expect(asked.slice(0, 28 - tried.length)).not.toContain(tried[0]);
    expect(list.filter(model => !versions.of(model))).toEqual([]);
  });
});
