import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { AuditLog } from '../../audit';
import { AccessSubject, Clock, sha256Hex, VertexAiError } from '../../core';
import { Database } from '../../db';
import { revokeUserToken, TokenHttp } from '../../google';
import { HeldToken, OwnToken, OwnTokens } from './OwnTokens';

/** Before the second attempt and those that follow. Within each, what Google answers with 429 or 5xx is repeated besides. */
const PAUSES_MS = [1_000, 5_000, 30_000, 120_000];

/** How long a shutdown waits for what is under way. */
const LAST_WAIT_MS = 5_000;

/** What came of it: it was alive and is dead now; it was dead before; or it may live until its own end. */
export type RevocationResult = 'revoked' | 'alreadyOver' | 'failed';

/** A token of which Google has said whose it is and until when, that is dead now. */
export interface DeadToken {
  actor: string;
  principal: string;
  expiresAt: Date;
}

export interface RevocationServices {
  /** The ending in force that shuts the subject out. */
  endingOf(subject: AccessSubject): Ending | undefined;
  http: TokenHttp;
  google: { oauth2: string };
  database: Database;
  audit: AuditLog;
  clock: Clock;
  logger: LoggerService;
  /** Corrects, in the transaction of the record, what is on record of credentials that are dead now. */
  alsoRecord(tx: Knex.Transaction, dead: DeadToken): Promise<void>;
  /** Milliseconds. Default: up to four times more, within three minutes. */
  pausesMs?: readonly number[];
}

/** The same on every replica, so that what came of one ending is found together. */
export function correlationOfEnding(id: string): string {
  return sha256Hex(id).slice(0, 32);
}

/**
 * Revokes at Google what people have brought along, when their access is ended: on each replica what that replica has in memory.
 *
 * Nothing here hinders an ending: it works in the background, tries again, and says in the log and in the audit log what came of it.
 */
export class Revocations {
  readonly #services: RevocationServices;
  readonly #tokens: OwnTokens;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(services: RevocationServices) {
    this.#services = services;
    this.#tokens = new OwnTokens(services.clock);
  }

  /** Remembers a token until its end, so that an ending reaches it. */
  hold(token: OwnToken): void {
    this.#tokens.hold(token);
  }

  /** Revokes whatever is held of those whose access to where they brought it has ended. */
  sweep(): void {
    const endings = new Map<HeldToken, Ending>();
    this.#tokens
      .take(held => {
        const ending = this.#endingOf(held);
        if (ending) {
          endings.set(held, ending);
        }
        return ending !== undefined;
      })
      .forEach(held => this.#revokeSoon(held, endings.get(held)!));
  }

  /** The token behind one credential: that of the person with that very end. */
  revokeCredential(
    ending: Ending,
    { actor, expiresAt }: Pick<DeadToken, 'actor' | 'expiresAt'>,
  ): void {
    this.#tokens
      .take(
        held =>
          held.actor === actor &&
          held.known?.expiresAt.getTime() === expiresAt.getTime(),
      )
      .forEach(held => this.#revokeSoon(held, ending));
  }

  /** Nothing is tried again. What waits for another attempt goes on record as failed, as nobody will know of it any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.race([
      Promise.all(this.#underWay),
      delay(LAST_WAIT_MS, undefined, { ref: false }),
    ]);
  }

  #endingOf({ actor, environments }: HeldToken): Ending | undefined {
    return [...environments]
      .map(environment => this.#services.endingOf({ actor, environment }))
      .find(ending => ending !== undefined);
  }

  #revokeSoon(held: HeldToken, ending: Ending): void {
    const work = this.#revoke(held)
      .then(outcome => this.#record(held, ending, outcome))
      .catch(error =>
        this.#services.logger.error(
          `What came of revoking a Google token of ${held.actor} for the ending ${ending.id} could not be recorded: ${error?.message}`,
        ),
      )
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #revoke(
    held: HeldToken,
  ): Promise<{ result: RevocationResult; attempts: number; words?: string }> {
    const { http, google, clock, pausesMs = PAUSES_MS } = this.#services;
    for (let attempts = 1; ; attempts++) {
      try {
        const wasAlive = await revokeUserToken(http, {
          baseUrl: google.oauth2,
          token: held.token,
        });
        return { result: wasAlive ? 'revoked' : 'alreadyOver', attempts };
      } catch (error) {
        const words = VertexAiError.is(error)
          ? error.message
          : 'an unexpected failure';
        this.#services.logger.warn(
          `A Google token of ${held.actor} could not be revoked (attempt ${attempts}): ${words}`,
        );
        const pauseMs = pausesMs[attempts - 1];
        if (pauseMs === undefined || !(await this.#pause(pauseMs))) {
          return { result: 'failed', attempts, words };
        }
        if (held.untilMs <= clock.now().getTime()) {
          return { result: 'alreadyOver', attempts };
        }
      }
    }
  }

  /** @returns false when there is no time left */
  async #pause(ms: number): Promise<boolean> {
    const { signal } = this.#stopping;
    return delay(ms, true, { ref: false, signal }).catch(() => false);
  }

  /** One entry for each environment, as it is dead for all of them. */
  async #record(
    { actor, environments, known }: HeldToken,
    ending: Ending,
    outcome: { result: RevocationResult; attempts: number; words?: string },
  ): Promise<void> {
    const { result, attempts, words } = outcome;
    await this.#services.database.transaction(async tx => {
      if (known && result !== 'failed') {
        await this.#services.alsoRecord(tx, { actor, ...known });
      }
      await this.#services.audit.appendAll(
        tx,
        [...environments].map(environment => ({
          event: 'token.revoked' as const,
          outcome:
            result === 'failed' ? ('failure' as const) : ('success' as const),
          actor: ending.by,
          environment,
          action: 'credential.end',
          correlationId: correlationOfEnding(ending.id),
          detail: {
            ending: ending.id,
            actor,
            result,
            attempts,
            ...(words && { message: words }),
          },
        })),
      );
    });
  }
}
