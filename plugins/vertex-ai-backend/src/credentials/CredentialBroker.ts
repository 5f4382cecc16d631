import { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DiagnosedHop,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import {
  AccessGate,
  Actor,
  Clock,
  newId,
  reconciler,
  VertexAiError,
} from '../core';
import type {
  Credential,
  CredentialRequest,
  CredentialSource,
} from './Credential';
import { CredentialCache } from './CredentialCache';
import { endedBy, EndScope } from './endings';
import { ExplanationFacts } from './explanations';
import { HandOver, HandOverKey } from './HandOver';
import { handshakeOf } from './handshakeOf';
import { HandshakeStore } from './HandshakeStore';
import type { Revocations } from './revocation/Revocations';
import { slotOf } from './slotOf';
import type { Minted, Strategies, Strategy } from './strategies';
import { Walk } from './Walk';

export interface CredentialBrokerOptions {
  /** @throws VertexAiError `not_found` */
  environment(name: string): EnvironmentConfig;
  /** Asked again at every mint, so that no caller's mistake can mint for a role that the actor does not hold. */
  rolesOf(actor: Actor, environment: EnvironmentConfig): readonly Role[];
  issuerUrl: string;
  strategies: Strategies;
  /** Asked before each mint and before each hand-out. */
  gate: AccessGate;
  /** Told of every Google token that a person brings, so that an ending reaches it. */
  revocations: Pick<Revocations, 'hold' | 'sweep'>;
  handshakes: HandshakeStore;
  clock: Clock;
  logger: LoggerService;
  /** Milliseconds of a clock that only runs forward. Default: the process's. */
  monotonicMs?: () => number;
}

/** Who comes, and as what. Without a role the walk breaks at the hop `role`. */
export type IntroducedRequest = Omit<CredentialRequest, 'role'> &
  Partial<Pick<CredentialRequest, 'role'>>;

/** What was met on a walk, what was not reached, and the credential where it led to one. */
export interface Examination {
  hops: readonly DiagnosedHop[];
  credential?: Credential;
}

/** Mints credentials hop by hop, keeps the record of every walk, and shares what may be shared. */
export class CredentialBroker implements CredentialSource {
  readonly #options: CredentialBrokerOptions;
  readonly #monotonicMs: () => number;
  readonly #cache: CredentialCache;
  readonly #handOver: HandOver;

  constructor(options: CredentialBrokerOptions) {
    this.#options = options;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
    this.#handOver = new HandOver(options.clock);
    this.#cache = new CredentialCache({
      clock: options.clock,
      logger: options.logger,
      monotonicMs: this.#monotonicMs,
    });
  }

  async credential(request: CredentialRequest): Promise<Credential> {
    const environment = this.#options.environment(request.environment);
    const complete = this.#withOwnToken(environment, request);
    const slot = slotOf(environment, complete);
    const mint = () => this.#mint(environment, complete);
    const { isVerifiedAtEveryUse } = this.#strategy(environment);
    const get = () =>
      isVerifiedAtEveryUse?.(request.actor)
        ? this.#cache.once(slot, mint)
        : this.#cache.get(slot, mint);
    await this.#admit(complete);
    const credential = await get();
    // It may have taken a walk to get here.
    await this.#admit(complete);
    if (!this.#options.gate.isLeaseEnded(credential.handshakeId)) {
      return credential;
    }
    credential.refused?.();
    return get();
  }

  /**
   * Keeps what the actor has brought along, for the one deployment that goes on in the actor's name after the request: in memory of this
   * process, for an hour at most. Without it there is nothing to act with, and the deployment waits until its person comes by again.
   */
  handOver(actor: Actor, work: Omit<HandOverKey, 'actor'>): void {
    const { takes } = this.#strategy(
      this.#options.environment(work.environment),
    );
    const token = takes && actor.presented?.[takes];
    if (token) {
      this.#handOver.keep(actor, work);
      this.#hold({ actor, ...work, subjectToken: token });
    }
  }

  /**
   * Throws away what is in memory for the scope, in this process: credentials at hand are given to nobody again, those that were given
   * refuse to be used for another call, and mints under way come to nothing, also for those who wait for them (all with `access_ended`).
   * Takes effect before it returns. A call that is on the wire already is not called back.
   *
   * It ends what is, not what comes: whoever asks afterwards gets a new walk. Who may not, has to be refused before. What Google has
   * given lives on at Google until its end, but for what people have brought along, which is revoked besides.
   *
   * @param scope `{actor}`, `{environment}`, `{actor, environment}` (both must match) or `{all: true}`
   * @returns how many good credentials were at hand
   */
  end(scope: EndScope): number {
    const ended = endedBy(scope);
    this.#handOver.end(ended);
    return this.#cache.end(ended);
  }

  /** A token that is brought along after the ending is revoked like one that was there before. @throws VertexAiError `access_ended` */
  async #admit(request: CredentialRequest): Promise<void> {
    const { gate, revocations } = this.#options;
    const { actor, environment } = request;
    try {
      await gate.admit({ actor: actor.ref, environment });
    } catch (error) {
      if (request.subjectToken) {
        this.#hold(request);
        revocations.sweep();
      }
      throw error;
    }
  }

  /** Only Google's own tokens can be revoked. */
  #hold(
    {
      actor,
      environment,
      subjectToken: token,
    }: Pick<CredentialRequest, 'actor' | 'environment' | 'subjectToken'>,
    known?: Minted,
  ): void {
    const { takes } = this.#strategy(this.#options.environment(environment));
    if (token && takes === 'google') {
      this.#options.revocations.hold({
        actor: actor.ref,
        environment,
        token,
        known,
      });
    }
  }

  async reconciler(
    environment: string,
    correlationId: string,
  ): Promise<Credential> {
    return this.credential({
      actor: reconciler,
      role: 'reconciler',
      environment,
      correlationId,
    });
  }

  /** Walks anew, whatever is in memory, and tells what was met also where it failed. What it mints is given to nobody else. */
  async examine(request: CredentialRequest): Promise<Examination> {
    const environment = this.#options.environment(request.environment);
    const complete = this.#withOwnToken(environment, request);
    let walk = this.#newWalk(environment, request);
    const minting = this.#cache.once(slotOf(environment, complete), () => {
      walk = this.#newWalk(environment, request);
      return this.#mint(environment, complete, walk);
    });
    const credential = await minting.catch(error =>
      rethrowUnlessMet(walk, error),
    );
    return { hops: this.#wholeWay(walk, environment, request), credential };
  }

  /** The same walk, which stops before anything is asserted: nothing is minted, and nothing is on record in the actor's name. */
  async dryRun(request: IntroducedRequest): Promise<Examination> {
    const environment = this.#options.environment(request.environment);
    const walk = this.#newWalk(environment, request);
    await this.#introduce(walk, environment, request).catch(error =>
      rethrowUnlessMet(walk, error),
    );
    return { hops: this.#wholeWay(walk, environment, request) };
  }

  #wholeWay(
    { hops }: Walk,
    environment: EnvironmentConfig,
    { actor }: IntroducedRequest,
  ): DiagnosedHop[] {
    const way = [
      'identity' as const,
      'role' as const,
      ...this.#strategy(environment).hops(environment.credentials, actor),
    ];
    return [
      ...hops,
      ...way
        .slice(hops.length)
        .map(hop => ({ hop, outcome: 'skipped' as const })),
    ];
  }

  #newWalk(environment: EnvironmentConfig, request: IntroducedRequest): Walk {
    return new Walk({
      facts: this.#facts(environment, request),
      monotonicMs: this.#monotonicMs,
    });
  }

  /** The record is written before anybody gets the credential: without a record there is none. */
  async #mint(
    environment: EnvironmentConfig,
    request: CredentialRequest,
    walk = this.#newWalk(environment, request),
  ): Promise<Credential> {
    const { clock, handshakes } = this.#options;
    const startedAt = clock.now();
    const id = newId(clock);
    const record = (minted?: Minted) =>
      handshakes.record(
        handshakeOf(request, {
          id,
          startedAt,
          walk,
          minted,
          strategy: environment.credentials.strategy,
        }),
      );
    try {
      await this.#admit(request);
      const minted = await this.#walk(walk, environment, request);
      await record(minted);
      this.#hold(request, minted);
      await this.#admit(request);
      return { ...minted, handshakeId: id };
    } catch (error) {
      if (walk.hops.some(({ outcome }) => outcome === 'failed')) {
        await record();
      }
      throw error;
    }
  }

  async #walk(
    walk: Walk,
    environment: EnvironmentConfig,
    request: CredentialRequest,
  ): Promise<Minted> {
    await this.#introduce(walk, environment, request);
    return this.#strategy(environment).mint(
      walk,
      environment.credentials,
      request,
    );
  }

  /** The hops before anything is asserted: who it is, and in which role. */
  async #introduce(
    walk: Walk,
    environment: EnvironmentConfig,
    request: IntroducedRequest,
  ): Promise<void> {
    const { actor, role } = request;
    await walk.hop('identity', () => ({
      value: undefined,
      claims: {
        kind: actor.kind,
        ref: actor.ref,
        groups: [...actor.groups],
      },
    }));
    await walk.hop('role', () => {
      this.#checkRole(environment, request);
      return {
        value: undefined,
        claims: { environment: environment.name, role: role ?? null },
      };
    });
  }

  /** What came with the request, else what was handed over for the very deployment. */
  #withOwnToken(
    environment: EnvironmentConfig,
    request: CredentialRequest,
  ): CredentialRequest {
    const { takes } = this.#strategy(environment);
    const { actor, purpose } = request;
    if (!takes || actor.kind !== 'user') {
      return { ...request, subjectToken: undefined };
    }
    const handedOver =
      purpose?.deploymentId === undefined
        ? undefined
        : this.#handOver.find({
            actor: actor.ref,
            environment: environment.name,
            deploymentId: purpose.deploymentId,
            intentDigest: purpose.intentDigest,
          });
    return {
      ...request,
      subjectToken: actor.presented?.[takes] ?? handedOver?.[takes],
    };
  }

  #checkRole(
    environment: EnvironmentConfig,
    { actor, role, purpose }: IntroducedRequest,
  ): void {
    const held = this.#options.rolesOf(actor, environment);
    const holds =
      role === 'reconciler'
        ? actor === reconciler && purpose === undefined
        : role !== undefined && held.includes(role);
    if (!holds) {
      throw new VertexAiError(
        'role_missing',
        role === undefined
          ? `${actor.ref} holds no role in ${environment.title}.`
          : `${actor.ref} does not hold the role ${role} in ${environment.title}.`,
      );
    }
  }

  #facts(
    environment: EnvironmentConfig,
    { role }: IntroducedRequest,
  ): ExplanationFacts {
    return {
      issuer: this.#options.issuerUrl,
      audience: '',
      environment: environment.name,
      grantedBy: environment.grantedBy,
      role,
      ...this.#strategy(environment).facts(environment.credentials, role),
    };
  }

  /** The map pairs each strategy with its own configuration; TypeScript cannot see that through a lookup. */
  #strategy(environment: EnvironmentConfig): Strategy {
    return this.#options.strategies[
      environment.credentials.strategy
    ] as Strategy;
  }
}

/** A failure is among the hops. One without a hop is ours, or an ending. */
function rethrowUnlessMet({ hops }: Walk, error: unknown): undefined {
  if (!hops.some(({ outcome }) => outcome === 'failed')) {
    throw error;
  }
}
