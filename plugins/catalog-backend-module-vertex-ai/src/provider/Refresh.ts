import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CatalogSettings,
  RemovalGuardSettings,
  shows,
} from '../config/CatalogSettings';
import { Inventory } from '../inventory/Inventory';
import { EntityLedger } from '../ledger/EntityLedger';
import { KnownEntity } from '../ledger/KnownEntity';
import { ObservedScope, planScope } from '../ledger/planScope';
import { describeScope, Scope, scopeKey } from '../ledger/Scope';

export interface RefreshOptions {
  inventory: Inventory;
  ledger: EntityLedger;
  settings: CatalogSettings;
  logger: LoggerService;
}

/** What a refresh did. */
export interface RefreshOutcome {
  added: number;
  removed: number;
  /** Scopes of which not everything could be read. */
  incomplete: Scope[];
}

/** Brings the whole catalog up to date with everything that can be read. */
export class Refresh {
  readonly #options: RefreshOptions;

  constructor(options: RefreshOptions) {
    this.#options = options;
  }

  /**
   * @throws when neither the catalog nor the list of environments can be read; then nothing was written
   */
  async run(signal?: AbortSignal): Promise<RefreshOutcome> {
    const { inventory, ledger } = this.#options;
    await ledger.recover();
    // Taken before reading: what becomes known while reading cannot be missing from it.
    const candidates = groupByScope(ledger.all());
    const observed = await inventory.read(ledger, signal);
    const outcome: RefreshOutcome = { added: 0, removed: 0, incomplete: [] };
    const { removalGuard } = this.#options.settings;
    for (const scope of observed) {
      signal?.throwIfAborted();
      const known = candidates.get(scopeKey(scope.scope)) ?? [];
      const done = await this.#applyScope(scope, known, removalGuard);
      outcome.added += done.added;
      outcome.removed += done.removed;
      if (scope.problem !== undefined) {
        outcome.incomplete.push(scope.scope);
      }
    }
    for (const known of unmentioned(observed, candidates)) {
      const [{ scope }] = known;
      const gone = { scope, entities: [] };
      const guard = this.#guardForUnmentioned(scope);
      const done = await this.#applyScope(gone, known, guard);
      outcome.removed += done.removed;
    }
    return outcome;
  }

  async #applyScope(
    observed: ObservedScope,
    candidates: readonly KnownEntity[],
    guard: RemovalGuardSettings,
  ): Promise<{ added: number; removed: number }> {
    const { ledger, logger } = this.#options;
    const where = describeScope(observed.scope);
    if (observed.problem !== undefined) {
      logger.warn(
        `Could not read every ${where}, so nothing of it is removed: ${observed.problem}`,
      );
    }
    return ledger.inTurn(async () => {
      const plan = planScope(
        observed,
        {
          find: entityRef => ledger.find(entityRef),
          isSettled: (entityRef, hash) => ledger.isSettled(entityRef, hash),
          candidates,
        },
        guard,
      );
      if (plan.refused) {
        const { removed, known } = plan.refused;
        logger.error(
          `Refused to remove ${removed} of ${known} ${where} at once, more than ${guard.maxPercentage} %. ` +
            'If they are really gone, raise removalGuard.maxPercentage of the provider until they are removed',
        );
      }
      await ledger.apply(plan);
      return { added: plan.added.length, removed: plan.removed.length };
    });
  }

  /**
   * What this instance is no longer configured to show leaves by that decision. That a whole location is no longer
   * mentioned by the backend may be a mistake there, so not even a few leave for it.
   */
  #guardForUnmentioned({ environment }: Scope): RemovalGuardSettings {
    const { settings } = this.#options;
    return shows(settings, environment)
      ? { ...settings.removalGuard, alwaysAllowed: 0 }
      : { maxPercentage: 100, alwaysAllowed: 0 };
  }
}

function groupByScope(entities: KnownEntity[]): Map<string, KnownEntity[]> {
  const groups = new Map<string, KnownEntity[]>();
  for (const entity of entities) {
    const key = scopeKey(entity.scope);
    const group = groups.get(key);
    if (group) {
      group.push(entity);
    } else {
      groups.set(key, [entity]);
    }
  }
  return groups;
}

/** What is known of environments and locations that the reading does not mention, scope by scope. */
function unmentioned(
  observed: ObservedScope[],
  candidates: Map<string, KnownEntity[]>,
): KnownEntity[][] {
  const mentioned = new Set(observed.map(({ scope }) => scopeKey(scope)));
  return [...candidates]
    .filter(([key]) => !mentioned.has(key))
    .map(([, known]) => known);
}
