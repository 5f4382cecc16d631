import { LogCapture } from '@backstage-vertex/testkit';
import { Secret } from '../core';
import type { Credential } from './Credential';
import { CredentialCache } from './CredentialCache';
import { endedBy, EndScope } from './endings';

const SCHEDULES = 100_000;
const STEPS = 14;
/** Enough for whatever has been decided to reach whoever waits for it. */
const TURNS = 16;
const ACTORS = ['user:default/a', 'user:default/b'];
const ENVIRONMENTS = ['dev', 'prod'];
const MINUTE = 60_000;

/** Mulberry32: the same schedules in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One mint that was begun, with what has to be known to judge whoever gets its outcome. */
interface Mint {
  actor: string;
  environment: string;
  expiresAtMs: number;
  ended: boolean;
  resolve(credential: Credential): void;
  reject(error: Error): void;
}

/** A cache between callers, mints that end when the schedule says so, and two clocks. */
class Run {
  readonly #random: () => number;
  #wallMs = 1_000_000_000;
  #monotonicMs = 0;
  readonly #mints: Mint[] = [];
  #pending: Mint[] = [];
  readonly #byCredential = new Map<string, Mint>();
  readonly #cache = new CredentialCache({
    clock: { now: () => new Date(this.#wallMs) },
    monotonicMs: () => this.#monotonicMs,
    logger: new LogCapture().logger(),
  });
  handedOut = 0;
  refused = 0;
  readonly wrong: string[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  async step(): Promise<void> {
    const moves = [
      () => this.#ask(),
      () => this.#ask(),
      () => this.#ask(),
      () => this.#wait(),
      () => this.#arrive(),
      () => this.#arrive(),
      () => this.#fail(),
      () => this.#end(),
    ];
    await this.#pick(moves)();
    // Half of the steps meet callers who have not yet been told what the step before has brought them.
    await this.settle(this.#random() < 0.5 ? 0 : TURNS);
  }

  async finish(): Promise<void> {
    while (this.#pending.length > 0) {
      this.#arrive();
      await this.settle(TURNS);
    }
  }

  async settle(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      await undefined;
    }
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)];
  }

  #ask(): void {
    const actor = this.#pick(ACTORS);
    const environment = this.#pick(ENVIRONMENTS);
    const key = `${actor} ${environment}`;
    const mint = () => this.#mint(actor, environment);
    const slot = { key, actor, environment };
    const asked =
      this.#random() < 0.1
        ? this.#cache.once(slot, mint)
        : this.#cache.get(slot, mint);
    asked
      .then(credential => this.#use(credential))
      .catch(() => {
        this.refused += 1;
      });
  }

  #mint(actor: string, environment: string): Promise<Credential> {
    return new Promise((resolve, reject) => {
      const lifeMs = this.#pick([1_000, 5 * MINUTE, 10 * MINUTE, 60 * MINUTE]);
      const expiresAtMs = this.#wallMs + lifeMs;
      const begun = { actor, environment, expiresAtMs, ended: false };
      const mint = { ...begun, resolve, reject };
      this.#mints.push(mint);
      this.#pending.push(mint);
    });
  }

  #take(): Mint | undefined {
    const mint = this.#pick(this.#pending);
    this.#pending = this.#pending.filter(other => other !== mint);
    return mint;
  }

  #arrive(): void {
    const mint = this.#take();
    if (mint) {
      const handshakeId = String(this.#byCredential.size);
      this.#byCredential.set(handshakeId, mint);
      mint.resolve({
        handshakeId,
        token: new Secret(handshakeId),
        principal: mint.actor,
        expiresAt: new Date(mint.expiresAtMs),
      });
    }
  }

  #fail(): void {
    this.#take()?.reject(new Error('no'));
  }

  /** Time passes on both clocks; now and then the wall clock is set back, or the other one stands still. */
  async #wait(): Promise<void> {
    // Within one turn no time passes.
    await this.settle(TURNS);
    const ms = this.#random() * 6 * MINUTE;
    const which = this.#random();
    this.#wallMs += which < 0.1 ? -ms : ms;
    this.#monotonicMs += which > 0.9 ? 0 : ms;
  }

  #end(): void {
    const scope = this.#pick<EndScope>([
      { actor: this.#pick(ACTORS) },
      { environment: this.#pick(ENVIRONMENTS) },
      { actor: this.#pick(ACTORS), environment: this.#pick(ENVIRONMENTS) },
      { all: true },
    ]);
    const ended = endedBy(scope);
    this.#cache.end(ended);
    this.#mints.filter(ended).forEach(mint => {
      mint.ended = true;
    });
  }

  /** What whoever is handed it can do with it at once. */
  #use({ token }: Credential): void {
    const handshakeId = token.reveal();
    this.handedOut += 1;
    const mint = this.#byCredential.get(handshakeId)!;
    if (mint.ended) {
      this.wrong.push(`${handshakeId} had been ended`);
    }
    if (mint.expiresAtMs <= this.#wallMs) {
      this.wrong.push(`${handshakeId} had expired`);
    }
  }
}

describe('the credentials in memory', () => {
  it(`hand out nothing that has expired or was ended, in ${SCHEDULES} random schedules`, async () => {
    const random = randomOf(20261127);
    const totals = { handedOut: 0, refused: 0 };
    const wrong: string[] = [];
    for (let schedule = 0; schedule < SCHEDULES; schedule++) {
      const run = new Run(random);
      for (let step = 0; step < STEPS; step++) {
        await run.step();
      }
      await run.finish();
      totals.handedOut += run.handedOut;
      totals.refused += run.refused;
      wrong.push(...run.wrong.map(what => `schedule ${schedule}: ${what}`));
    }
    expect(wrong).toEqual([]);
    // That the schedules do meet both.
    expect(totals.handedOut).toBeGreaterThan(SCHEDULES);
    expect(totals.refused).toBeGreaterThan(SCHEDULES / 2);
  }, 300_000);

  it('do not take an ending that names nothing for the ending of everything', () => {
    expect(() => endedBy({} as EndScope)).toThrow('say what shall end');
  });
});
