import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readCatalogSettings } from './readCatalogSettings';

function read(vertexAi: JsonValue) {
  return readCatalogSettings(
    new ConfigReader({ catalog: { providers: { vertexAi } } }),
  );
}

describe('readCatalogSettings', () => {
  it('reads no instance when nothing is configured', () => {
    expect(readCatalogSettings(new ConfigReader({}))).toEqual([]);
  });

  it('fills in every default', () => {
    expect(read({})).toEqual([
      {
        instance: 'default',
        schedule: {
          frequency: { minutes: 5 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 10 },
        },
        owner: 'group:default/unknown',
        labels: {
          owner: 'backstage-owner',
          system: 'backstage-system',
          lifecycle: 'backstage-lifecycle',
        },
        removalGuard: { maxPercentage: 30, alwaysAllowed: 5 },
        deployments: { maxAgeDays: 90, maxCount: 500 },
      },
    ]);
  });

  it('writes owner and system in full', () => {
    expect(read({ owner: 'ml-platform', system: 'prod/scoring' })).toEqual([
      expect.objectContaining({
        owner: 'group:default/ml-platform',
        system: 'system:prod/scoring',
      }),
    ]);
  });

  it('reads several instances by name', () => {
    expect(
      read({
        here: { environments: ['dev'], lifecycle: 'experimental' },
        there: {
          environments: ['prod'],
          schedule: {
            frequency: { cron: '* * * * *' },
            timeout: { minutes: 1 },
          },
        },
      }).map(({ instance, environments }) => ({ instance, environments })),
    ).toEqual([
      { instance: 'here', environments: ['dev'] },
      { instance: 'there', environments: ['prod'] },
    ]);
  });

  it('takes an instance for one whose name every object knows', () => {
    expect(
      read({ constructor: { environments: ['dev'] } }).map(
        ({ instance }) => instance,
      ),
    ).toEqual(['constructor']);
  });

  it.each<[string, JsonValue, string[]]>([
    ['a key with a typing error', { enviroments: ['dev'] }, ['enviroments']],
    [
      'an environment that cannot exist',
      { environments: ['Dev'] },
      ['vertexAi.environments.0: an environment name has lower-case'],
    ],
    ['no environment at all', { environments: [] }, ['name at least one']],
    [
      'an owner that is no ref',
      { owner: 'a:b:c' },
      ["vertexAi.owner: 'a:b:c' is not an entity ref"],
    ],
    [
      'a share above everything',
      { removalGuard: { maxPercentage: 130 } },
      ['vertexAi.removalGuard.maxPercentage: '],
    ],
    ['a schedule without a frequency', { schedule: {} }, ['vertexAi.schedule']],
    [
      'a label key that Google would refuse',
      { labels: { owner: 'Owner' } },
      ['vertexAi.labels.owner: a Google label key'],
    ],
    [
      'several mistakes, each with its path',
      {
        one: { environments: ['dev'], deployments: { maxCount: -1 } },
        two: { environments: ['prod'], system: '' },
      },
      ['vertexAi.one.deployments.maxCount: ', 'vertexAi.two.system: '],
    ],
    [
      'an environment shown twice',
      { one: { environments: ['dev'] }, two: { environments: ['dev'] } },
      ["vertexAi.two.environments: 'dev' is already shown by"],
    ],
    [
      'several instances of which one shows everything',
      { one: { environments: ['dev'] }, two: { owner: 'x' } },
      ['vertexAi.two.environments: with several instances'],
    ],
    [
      'an instance name that could not be part of an annotation',
      { '1 2': { environments: ['dev'] } },
      ['an instance name starts with a letter'],
    ],
    ['something that is no object', 'yes', ['must be an object']],
  ])('refuses %s', (_, value, messages) => {
    for (const message of messages) {
      expect(() => read(value)).toThrow(message);
    }
  });
});
