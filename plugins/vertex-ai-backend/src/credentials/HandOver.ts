import { Actor, Clock, PresentedTokens } from '../core';
import type { Ended } from './endings';

/** No token that we take lives longer; whether one still does is checked at each use. */
const LONGEST_MS = 60 * 60_000;
const MOST = 1_000;

/** What a token is handed over for: one deployment of one person, and only as long as it is for the same intent. */
export interface HandOverKey {
  actor: string;
  environment: string;
  deploymentId: string;
  intentDigest: string;
}

/**
 * Tokens of people, for what goes on in their name after their request: in memory only, each for the one deployment that it came with,
 * for an hour at most. A restart forgets them all, and other replicas never know them; then there is none, which is a refusal.
 */
export class HandOver {
  readonly #clock: Clock;
  readonly #held = new Map<
    string,
    { key: HandOverKey; tokens: PresentedTokens; untilMs: number }
  >();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the place of what came with an earlier request for the same deployment. */
  keep(actor: Actor, key: Omit<HandOverKey, 'actor'>): void {
    if (!actor.presented) {
      return;
    }
    this.#dropOver();
    const whole = { ...key, actor: actor.ref };
    const name = nameOf(whole);
    this.#held.delete(name);
    this.#held.set(name, {
      key: whole,
      tokens: actor.presented,
      untilMs: this.#clock.now().getTime() + LONGEST_MS,
    });
    // The oldest goes first; its deployment then waits for its person.
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST) {
        break;
      }
      this.#held.delete(oldest);
    }
  }

  find(key: HandOverKey): PresentedTokens | undefined {
    const held = this.#held.get(nameOf(key));
    return held && held.untilMs > this.#clock.now().getTime()
      ? held.tokens
      : undefined;
  }

  end(ended: Ended): void {
    for (const [name, { key }] of this.#held) {
      if (ended(key)) {
        this.#held.delete(name);
      }
    }
  }

  #dropOver(): void {
    const nowMs = this.#clock.now().getTime();
    for (const [name, { untilMs }] of this.#held) {
      if (untilMs <= nowMs) {
        this.#held.delete(name);
      }
    }
  }
}

function nameOf(key: HandOverKey): string {
  const { actor, environment, deploymentId, intentDigest } = key;
  return JSON.stringify([actor, environment, deploymentId, intentDigest]);
}
