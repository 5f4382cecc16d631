import { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Handshake,
  Hop,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import {
  Actor,
  canonicalJson,
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
import { ExplanationFacts } from './explanations';
import { HandshakeStore } from './HandshakeStore';
import type { Minted, Strategies, Strategy } from './strategies';
import { Walk } from './Walk';

export interface CredentialBrokerOptions {
  /** @throws VertexAiError `not_found` */
  environment(name: string): EnvironmentConfig;
  /** Asked again at every mint, so that no caller's mistake can mint for a role that the actor does not hold. */
  rolesOf(actor: Actor, environment: EnvironmentConfig): readonly Role[];
  issuerUrl: string;
  strategies: Strategies;
  handshakes: HandshakeStore;
  clock: Clock;
  logger: LoggerService;
  /** Milliseconds of a clock that only runs forward. Default: the process's. */
  monotonicMs?: () => number;
}

/** What was met on a walk, and the credential where it led to one. */
export interface Examination {
  hops: readonly Hop[];
  credential?: Credential;
}

/** Mints credentials hop by hop, keeps the record of every walk, and shares what may be shared. */
export class CredentialBroker implements CredentialSource {
  readonly #options: CredentialBrokerOptions;
  readonly #monotonicMs: () => number;
  readonly #cache: CredentialCache;

  constructor(options: CredentialBrokerOptions) {
    this.#options = options;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
    this.#cache = new CredentialCache({
      clock: options.clock,
      logger: options.logger,
      monotonicMs: this.#monotonicMs,
    });
  }

  async credential(request: CredentialRequest): Promise<Credential> {
    const environment = this.#options.environment(request.environment);
    const key = cacheKey(environment, request);
    const mint = () => this.#mint(environment, request);
    return this.#cache.get(key, mint);
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
    const walk = this.#newWalk(environment, request);
    const minting = this.#mint(environment, request, walk);
    // The failure is among the hops. One without a hop is ours.
    const credential = await minting.catch(error => {
      if (!walk.hops.some(({ outcome }) => outcome === 'failed')) {
        throw error;
      }
      return undefined;
    });
    return { hops: walk.hops, credential };
  }

  #newWalk(environment: EnvironmentConfig, request: CredentialRequest): Walk {
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
      const minted = await this.#walk(walk, environment, request);
      await record(minted);
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
        claims: { environment: environment.name, role },
      };
    });
    return this.#strategy(environment).mint(
      walk,
      environment.credentials,
      request,
    );
  }

  #checkRole(
    environment: EnvironmentConfig,
    { actor, role, purpose }: CredentialRequest,
  ): void {
    const holds =
      role === 'reconciler'
        ? actor === reconciler && purpose === undefined
        : this.#options.rolesOf(actor, environment).includes(role);
    if (!holds) {
      throw new VertexAiError(
        'role_missing',
        `${actor.ref} does not hold the role ${role} in ${environment.title}.`,
      );
    }
  }

  #facts(
    environment: EnvironmentConfig,
    { role }: CredentialRequest,
  ): ExplanationFacts {
    return {
      issuer: this.#options.issuerUrl,
      audience: environment.credentials.audience,
      environment: environment.name,
      role,
      serviceAccount: this.#strategy(environment).serviceAccountOf?.(
        environment.credentials,
        role,
      ),
    };
  }

  /** The map pairs each strategy with its own configuration; TypeScript cannot see that through a lookup. */
  #strategy(environment: EnvironmentConfig): Strategy {
    return this.#options.strategies[
      environment.credentials.strategy
    ] as Strategy;
  }
}

/**
 * What must be equal for two requests to share a credential. With a purpose that includes the intent and the deployment, so a
 * deployment that goes on polling reuses its own, and nothing else can.
 */
function cacheKey(
  environment: EnvironmentConfig,
  { actor, role, purpose, correlationId }: CredentialRequest,
): string {
  return canonicalJson([
    environment.name,
    environment.credentials.strategy,
    actor.kind,
    actor.ref,
    [...actor.groups].sort(),
    role,
    purpose
      ? [
          purpose.action,
          purpose.intentDigest,
          purpose.deploymentId ?? `request ${correlationId}`,
        ]
      : [],
  ]);
}

function handshakeOf(
  { actor, environment, role, correlationId, purpose }: CredentialRequest,
  result: {
    id: string;
    startedAt: Date;
    walk: Walk;
    minted?: Minted;
    strategy: Handshake['strategy'];
  },
): Handshake {
  const { id, startedAt, walk, minted, strategy } = result;
  return {
    id,
    correlationId,
    deploymentId: purpose?.deploymentId,
    actor: actor.ref,
    environment,
    role,
    action: purpose?.action,
    intentDigest: purpose?.intentDigest,
    strategy,
    outcome: minted ? 'passed' : 'failed',
    startedAt: startedAt.toISOString(),
    principal: minted?.principal,
    expiresAt: minted?.expiresAt.toISOString(),
    hops: [...walk.hops],
  };
}
