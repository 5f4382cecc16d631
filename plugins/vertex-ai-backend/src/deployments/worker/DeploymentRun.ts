import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { Clock } from '../../core';
import { historyOf } from '../history';
import type { MachineEvent, Step, Transition } from '../model';
import type { DeploymentNews } from '../news/DeploymentNews';
import type { Claim } from '../store/Claim';
import { DeploymentStore } from '../store/DeploymentStore';
import { transition } from '../transition';
import { HeldLease, LeaseLostError } from './HeldLease';
import { StepRunner } from './StepRunner';

export interface RunServices {
  store: DeploymentStore;
  steps: StepRunner;
  news: DeploymentNews;
  clock: Clock;
}

/**
 * One claim, from taking it to giving it back: decide, store, carry out, and again, until the deployment is final or has to wait.
 *
 * What is decided is stored before it is carried out. Events that changed nothing worth a write are kept and decided on again with
 * the next one, in their order.
 */
export class DeploymentRun {
  readonly #services: RunServices;
  readonly #lease: HeldLease;
  readonly #stopping: () => boolean;
  #claim: Claim;
  #pending: MachineEvent[] = [];

  constructor(
    claim: Claim,
    services: RunServices,
    control: { lease: HeldLease; stopping(): boolean },
  ) {
    this.#claim = claim;
    this.#services = services;
    this.#lease = control.lease;
    this.#stopping = control.stopping;
  }

  /** @throws LeaseLostError; whatever the database throws */
  async run(): Promise<void> {
    let step = await this.#advance({ type: 'claimed' });
    while (step) {
      const event = await this.#services.steps.perform(
        this.#view(),
        step,
        this.#lease,
      );
      this.#lease.signal.throwIfAborted();
      step = await this.#advance(event);
    }
  }

  /** Takes an event in. @returns the next step; undefined when the claim was given back */
  async #advance(event: MachineEvent): Promise<Step | undefined> {
    this.#pending.push(event);
    for (;;) {
      const nowMs = this.#services.clock.now().getTime();
      const { state, effects } = this.#decide(nowMs);
      const waits = state.runAtMs !== undefined && state.runAtMs > nowMs;
      const release = isFinal(state.phase) || waits || this.#stopping();
      const history = historyOf(this.#claim.state, state);
      if (this.#claim.takenOver && event.type === 'claimed') {
        history.events.unshift({
          type: 'resumed',
          phase: state.phase,
          message: 'Another worker goes on.',
        });
      }
      if (!release && history.events.length === 0) {
        return effects[0];
      }
      const result = await this.#services.store.commit(this.#claim, {
        next: state,
        history,
        nowMs,
        release,
      });
      if (result === 'committed') {
        this.#committed(state);
        return release ? undefined : effects[0];
      }
      await this.#reload(result);
    }
  }

  /** All events since the last write, on top of what is stored. */
  #decide(nowMs: number): Transition {
    return this.#pending.reduce<Transition>(
      ({ state }, event) => transition(state, event, nowMs),
      { state: this.#claim.state, effects: [] },
    );
  }

  /** The claim with what the pending events did to it, for the step to look at. */
  #view(): Claim {
    const nowMs = this.#services.clock.now().getTime();
    return { ...this.#claim, state: this.#decide(nowMs).state };
  }

  #committed(state: Claim['state']): void {
    const before = this.#claim.state;
    this.#pending = [];
    this.#claim = {
      ...this.#claim,
      state,
      revision: this.#claim.revision + 1,
      takenOver: false,
    };
    this.#services.news.changed(this.#claim, before);
  }

  async #reload(result: 'moved' | 'lost'): Promise<void> {
    const claim =
      result === 'moved'
        ? await this.#services.store.reload(this.#claim)
        : undefined;
    if (!claim) {
      this.#lease.lose();
      throw new LeaseLostError(this.#claim.id);
    }
    this.#claim = { ...claim, takenOver: this.#claim.takenOver };
  }
}
