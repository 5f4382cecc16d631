import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CatalogSettings } from './CatalogSettings';
import { settingsSchema } from './settingsSchema';

const PATH = 'catalog.providers.vertexAi';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 10 },
  initialDelay: { seconds: 10 },
};

/**
 * Reads every instance of the provider; none when the module is not configured.
 *
 * @throws InputError that names every mistake with its path
 */
export function readCatalogSettings(config: Config): CatalogSettings[] {
  const value = config.getOptional(PATH);
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    throw new InputError(`${PATH} must be an object`);
  }
  const problems: string[] = [];
  const settings = isSingle(value)
    ? [readOne({ config, path: PATH, instance: 'default' }, problems)]
    : Object.keys(value).map(instance =>
        readOne({ config, path: `${PATH}.${instance}`, instance }, problems),
      );
  const read = settings.filter(one => one !== undefined);
  problems.push(...findOverlaps(read));
  if (problems.length > 0) {
    throw new InputError(
      `The configuration of the Vertex AI catalog provider is wrong:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  return read;
}

/** Several instances have only objects under names of their own; anything else is one instance, perhaps with a typing error. */
function isSingle(value: JsonObject): boolean {
  const entries = Object.entries(value);
  return (
    entries.length === 0 ||
    entries.some(
      ([key, one]) =>
        Object.hasOwn(settingsSchema.shape, key) || !isObject(one),
    )
  );
}

/** Where one instance is configured. */
interface Place {
  config: Config;
  path: string;
  instance: string;
}

function readOne(
  { config, path, instance }: Place,
  problems: string[],
): CatalogSettings | undefined {
  if (!/^[a-zA-Z][a-zA-Z0-9_-]{0,39}$/.test(instance)) {
    problems.push(
      `${path}: an instance name starts with a letter and has at most 40 letters, digits, - and _`,
    );
    return undefined;
  }
  const own = config.getConfig(path);
  const parsed = settingsSchema.safeParse(own.get());
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.push(`${[path, ...issue.path].join('.')}: ${issue.message}`);
    }
  }
  const schedule = readSchedule(own, path, problems);
  return parsed.success && schedule
    ? { ...parsed.data, instance, schedule }
    : undefined;
}

function readSchedule(
  config: Config,
  path: string,
  problems: string[],
): SchedulerServiceTaskScheduleDefinition | undefined {
  if (!config.has('schedule')) {
    return defaultSchedule;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      config.getConfig('schedule'),
    );
  } catch (error) {
    problems.push(
      `${path}.schedule: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
    return undefined;
  }
}

/** Two instances that show the same thing would take it from each other at every refresh. */
function findOverlaps(settings: CatalogSettings[]): string[] {
  if (settings.length < 2) {
    return [];
  }
  const taken = new Map<string, string>();
  return settings.flatMap(({ instance, environments }) => {
    if (!environments) {
      return [
        `${PATH}.${instance}.environments: with several instances each must name its environments`,
      ];
    }
    return environments.flatMap(environment => {
      const other = taken.get(environment);
      taken.set(environment, instance);
      return other
        ? [
            `${PATH}.${instance}.environments: '${environment}' is already shown by the instance '${other}'`,
          ]
        : [];
    });
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
