import type { Clock, Secret } from '../../core';
import type { Slot } from '../endings';

/** No token of Google's that a person brings lives longer. */
const LONGEST_MS = 60 * 60_000;
const MOST = 10_000;

/** A Google token that a person has brought along for an environment. */
export interface OwnToken extends Pick<Slot, 'actor' | 'environment'> {
  token: Secret<string>;
  /** What Google has said of it, once it was asked. */
  known?: { principal: string; expiresAt: Date };
}

/** One token, wherever it was brought along for. */
export interface HeldToken {
  readonly actor: string;
  readonly token: Secret<string>;
  readonly environments: ReadonlySet<string>;
  readonly known?: OwnToken['known'];
  readonly untilMs: number;
}

/**
 * The Google tokens that people have brought along, in memory of this process until their end, to be revoked when access is ended. Nobody is
 * given one to act with.
 */
export class OwnTokens {
  readonly #clock: Clock;
  /** By person and token; the text of a token is nowhere but in memory, here as there. */
  readonly #held = new Map<string, HeldToken>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hold({ actor, environment, token, known }: OwnToken): void {
    const key = `${actor}\n${token.reveal()}`;
    const before = this.#held.get(key);
    const untilMs = this.#clock.now().getTime() + LONGEST_MS;
    this.#held.delete(key);
    this.#dropOver();
    this.#held.set(key, {
      actor,
      token,
      environments: new Set([...(before?.environments ?? []), environment]),
      known: known ?? before?.known,
      untilMs: known?.expiresAt.getTime() ?? before?.untilMs ?? untilMs,
    });
  }

  /** Those that the question is true of. They are held here no longer. */
  take(isMeant: (held: HeldToken) => boolean): HeldToken[] {
    this.#dropOver();
    const meant = [...this.#held].filter(([, held]) => isMeant(held));
    meant.forEach(([key]) => this.#held.delete(key));
    return meant.map(([, held]) => held);
  }

  /** What has ended; and what was not used for the longest time, where there are too many. */
  #dropOver(): void {
    const nowMs = this.#clock.now().getTime();
    for (const [key, { untilMs }] of this.#held) {
      if (untilMs <= nowMs || this.#held.size >= MOST) {
        this.#held.delete(key);
      }
    }
  }
}
