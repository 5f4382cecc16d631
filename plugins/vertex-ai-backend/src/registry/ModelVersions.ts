import type { Model } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Clock } from '../core';
import type { RegistryModel } from '../google';

/** Calls that may be made at once after a start, that come in each minute, and that may have gathered at most. */
const CALLS = { first: 100, perMinute: 60, most: 300 };
const AT_ONCE = 8;
/** After so long a model is asked about again although it looks unchanged. */
const MAX_AGE_MS = 6 * 60 * 60 * 1_000;

type Versions = NonNullable<Model['versions']>;

interface Known {
  /** Of the model as it was listed when its versions were asked for. */
  mark: string;
  triedAtMs: number;
  /** Absent when they could not be read yet. */
  versions?: Versions;
}

/**
 * Which versions the models of one location have, with their aliases.
 *
 * Google's ListModels tells of each model the default version only, and ListModelVersions tells the others of one model. To ask
 * that for every model at every reading would be thousands of calls, of which Google allows 600 a minute for all reads and
 * writes of a project in a region. So a model is asked about when it is new, when its etag or its time of update has changed
 * since, or when its answer is six hours old, as Google does not say that these two move with every alias; and never for more
 * than a tenth of what Google allows. 300 models are known after five minutes, 5,000 after an hour and a half.
 */
export class ModelVersions {
  readonly #clock: Clock;
  /** By the model's resource name. */
  #known = new Map<string, Known>();
  #calls = CALLS.first;
  #countedAtMs?: number;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Absent while it is not known, or no longer. */
  of(model: RegistryModel): Versions | undefined {
    const known = this.#known.get(model.name);
    return known?.mark === markOf(model) ? known.versions : undefined;
  }

  /** After a change of ours, which need not show in the list. */
  forget(modelId: string): void {
    for (const name of this.#known.keys()) {
      if (name.endsWith(`/${modelId}`)) {
        this.#known.delete(name);
      }
    }
  }

  /**
   * Asks for as much of what is not known as may be asked for now. Ends with the first failure; what was asked for is then tried
   * again after everything else.
   *
   * @throws that failure
   */
  async update(
    models: readonly RegistryModel[],
    read: (modelId: string) => Promise<RegistryModel[]>,
  ): Promise<void> {
    this.#forgetAllBut(models);
    const due = this.#due(models);
    const now = due.slice(0, this.#callsNow());
    this.#calls -= now.length;
    await inParallel(now, async model => {
      const known: Known = {
        mark: markOf(model),
        triedAtMs: this.#clock.now().getTime(),
        versions: this.of(model),
      };
      this.#known.set(model.name, known);
      known.versions = newestFirst(await read(model.id));
    });
  }

  #forgetAllBut(models: readonly RegistryModel[]): void {
    const names = new Set(models.map(({ name }) => name));
    this.#known = new Map([...this.#known].filter(([name]) => names.has(name)));
  }

  /** The longest not tried first. */
  #due(models: readonly RegistryModel[]): RegistryModel[] {
    const oldestMs = this.#clock.now().getTime() - MAX_AGE_MS;
    const triedAtMs = (model: RegistryModel) =>
      this.#known.get(model.name)?.triedAtMs ?? -Infinity;
    return models
      .filter(model => !this.of(model) || triedAtMs(model) < oldestMs)
      .sort((a, b) => triedAtMs(a) - triedAtMs(b) || 0);
  }

  #callsNow(): number {
    const nowMs = this.#clock.now().getTime();
    const passedMs = nowMs - (this.#countedAtMs ?? nowMs);
    this.#countedAtMs = nowMs;
    this.#calls = Math.min(
      CALLS.most,
      this.#calls + (passedMs * CALLS.perMinute) / 60_000,
    );
    return Math.floor(this.#calls);
  }
}

/** What changes in the list when a model changes. */
function markOf({ etag, updateTime, versionId }: RegistryModel): string {
  return [etag, updateTime, versionId].join(' ');
}

function newestFirst(versions: readonly RegistryModel[]): Versions {
  return versions
    .map(({ versionId, versionAliases }) => ({
      versionId,
      aliases: versionAliases,
    }))
    .sort((a, b) => Number(b.versionId) - Number(a.versionId));
}

/** Few at a time, and nothing more after the first failure. @throws that failure */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const left = items.values();
  const worker = async () => {
    for (const item of left) {
      if (failures.length > 0) {
        return;
      }
      await work(item).catch(error => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) {
    throw failures[0];
  }
}
