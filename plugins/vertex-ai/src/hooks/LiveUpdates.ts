import { SignalApi } from '@backstage/plugin-signals-react';
import {
  DeploymentChanged,
  SIGNAL_DEPLOYMENTS,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { QueryClient } from '@tanstack/react-query';
import { concerns } from './liveKeys';

/** A type alias, since an interface does not count as a JSON object. */
type Message = { [K in keyof DeploymentChanged]: DeploymentChanged[K] };

/** After one reading the next waits at least this long, whatever is signalled in between. */
export const LIVE_REST_MS = 1_000;

/**
 * Turns signals about deployments into reading again what they concern.
 *
 * There is one for all that is open: however many cards and lists follow, a signal reads each of them once, at once when it was quiet, and
 * a burst of signals reads them twice.
 */
export class LiveUpdates {
  readonly #signals: SignalApi;
  readonly #queries: QueryClient;
  #followers = 0;
  #subscription?: { unsubscribe(): void };
  #waiting: DeploymentChanged[] = [];
  #rest?: ReturnType<typeof setTimeout>;

  constructor(signals: SignalApi, queries: QueryClient) {
    this.#signals = signals;
    this.#queries = queries;
  }

  /** Follows as long as somebody does; answers with how to stop. */
  follow(): () => void {
    this.#followers += 1;
    this.#subscription ??= this.#signals.subscribe<Message>(
      SIGNAL_DEPLOYMENTS,
      message => this.#take(message),
    );
    return () => this.#leave();
  }

  #leave() {
    this.#followers -= 1;
    if (this.#followers === 0) {
      this.#subscription?.unsubscribe();
      this.#subscription = undefined;
    }
  }

  #take(change: DeploymentChanged) {
    this.#waiting.push(change);
    if (this.#rest === undefined) {
      this.#refresh();
    }
  }

  #refresh() {
    const changes = this.#waiting;
    this.#waiting = [];
    if (changes.length === 0) {
      this.#rest = undefined;
      return;
    }
    void this.#queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        changes.some(change => concerns(queryKey, change)),
    });
    this.#rest = setTimeout(() => this.#refresh(), LIVE_REST_MS);
  }
}
