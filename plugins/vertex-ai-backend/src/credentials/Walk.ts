import type { Hop, HopName } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../core';
import { ExplanationFacts, explain } from './explanations';

/** What a hop gives on, and what of it goes on record. */
export interface HopResult<T> {
  value: T;
  claims?: Hop['claims'];
  /** Who the caller is after this hop, as Google writes it. */
  principal?: string;
}

/** One walk from a person to a credential: times each hop and remembers what happened, never a token. */
export class Walk {
  readonly #hops: Hop[] = [];
  #facts: ExplanationFacts;
  readonly #monotonicMs: () => number;

  constructor(options: { facts: ExplanationFacts; monotonicMs: () => number }) {
    this.#facts = options.facts;
    this.#monotonicMs = options.monotonicMs;
  }

  get hops(): readonly Hop[] {
    return this.#hops;
  }

  /** What a strategy finds out on the way, for the explanations of what comes. */
  learn(facts: Partial<ExplanationFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  /** @throws VertexAiError that names the hop, with Google's words, what they mean and what repairs it */
  async hop<T>(
    hop: HopName,
    work: () => HopResult<T> | Promise<HopResult<T>>,
  ): Promise<T> {
    const startedAtMs = this.#monotonicMs();
    const durationMs = () =>
      Math.round((this.#monotonicMs() - startedAtMs) * 10) / 10;
    try {
      const { value, claims, principal } = await work();
      this.#hops.push({
        hop,
        outcome: 'passed',
        durationMs: durationMs(),
        ...(claims && { claims }),
        ...(principal && { principal }),
      });
      return value;
    } catch (error) {
      const failure = this.#explained(hop, error);
      this.#hops.push({
        hop,
        outcome: 'failed',
        durationMs: durationMs(),
        error: failure.onRecord,
      });
      throw failure.error;
    }
  }

  /** Built anew and without a cause: what a client throws may print what it was sent. */
  #explained(
    hop: HopName,
    error: unknown,
  ): { error: VertexAiError; onRecord: NonNullable<Hop['error']> } {
    const known = VertexAiError.is(error)
      ? error
      : new VertexAiError(
          'internal',
          'Something went wrong here. The log has the details under the correlation id.',
          { privateDetail: `${hop}: ${(error as Error)?.message}` },
        );
    const code = known.google?.status ?? known.code;
    const message = known.google?.message || known.message;
    const explanation = explain({ hop, code, message }, this.#facts);
    return {
      error: new VertexAiError(
        known.code,
        [known.message, explanation].filter(Boolean).join(' '),
        {
          hop,
          google: known.google,
          retry: known.retry,
          privateDetail: known.privateDetail,
        },
      ),
      onRecord: { code, message, ...(explanation && { explanation }) },
    };
  }
}
