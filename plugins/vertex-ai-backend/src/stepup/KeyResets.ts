import type { KeyReset } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, newId, VertexAiError } from '../core';
import { Policy } from '../policy';
import type { Grants } from './Grants';
import { lockKeysOf } from './holders';
import type { SubjectCall, SubjectIntent } from './IntentSources';
import { resetIntent } from './keyIntents';
import { keysOf, removeKeys } from './KeyStore';
import { signatureMissing, verifyGrant } from './ownSignature';
import {
  addReset,
  decideReset,
  expireReset,
  findReset,
  listResets,
  StoredReset,
  toKeyReset,
} from './ResetStore';
import type { StepUpServices } from './StepUpService';

/** How long the second administrator has. */
const RESET_MS = 24 * 60 * 60_000;

interface Request {
  actor: Actor;
  correlationId: string;
  grant?: string;
}

export interface ResetDecision {
  decision: 'approve' | 'reject' | 'withdraw';
  reason?: string;
}

/**
 * The way back for who has lost every key: one administrator asks, another agrees, and the person hears of both.
 *
 * Nobody agrees to their own request, nor to the removal of their own keys. An administrator who has keys signs the agreement.
 */
export class KeyResets {
  readonly #services: StepUpServices;
  readonly #grants: Grants;
  readonly #policy: Policy;

  constructor(
    services: StepUpServices,
    { grants, policy }: { grants: Grants; policy: Policy },
  ) {
    this.#services = services;
    this.#grants = grants;
    this.#policy = policy;
  }

  /** All of them for administrators; for everybody else what concerns their own keys. */
  async list(
    actor: Actor,
    page: { limit: number; cursor?: string },
  ): Promise<{ items: KeyReset[]; nextCursor?: string }> {
    const resets = await listResets(this.#services.database.db, {
      person: this.#policy.isAdministrator(actor) ? undefined : actor.ref,
      limit: page.limit + 1,
      before: page.cursor,
    });
    const shown = resets.slice(0, page.limit);
    return {
      items: await Promise.all(shown.map(reset => this.#view(reset))),
      nextCursor:
        resets.length > page.limit ? shown[shown.length - 1].id : undefined,
    };
  }

  /** @throws VertexAiError `role_missing` for who is no administrator; `conflict` where there are no keys, or an open request */
  async request(
    { actor, correlationId }: Request,
    { person, reason }: { person: string; reason: string },
  ): Promise<KeyReset> {
    this.#policy.requireAdministrator(actor);
    const { audit, clock, database, news } = this.#services;
    const nowMs = clock.now().getTime();
    const reset: StoredReset = {
      id: newId(clock),
      person,
      requestedBy: actor.ref,
      reason,
      status: 'open',
      createdAtMs: nowMs,
      expiresAtMs: nowMs + RESET_MS,
    };
    await database.transaction(async tx => {
      if ((await keysOf(tx, person)).length === 0) {
        throw new VertexAiError(
          'conflict',
          `${person} has no security keys to remove.`,
        );
      }
      await expireReset(tx, person, nowMs);
      if (!(await addReset(tx, reset))) {
        throw new VertexAiError(
          'conflict',
          `There is an open request to remove the keys of ${person}.`,
        );
      }
      await audit.append(tx, {
        event: 'securityKey.resetRequested',
        outcome: 'success',
        actor: actor.ref,
        correlationId,
        detail: { reset: reset.id, person, reason },
      });
    });
    news.tell(person, {
      title: 'The removal of your security keys was asked for',
      description: `${actor.ref} says: ${reason}. Have you not lost them? Refuse it on the page Security keys.`,
    });
    return this.#view(reset);
  }

  /** @throws VertexAiError `role_missing`, `vote_refused`, `requirement_unmet`, `step_up_refused`, `conflict`, `not_found` */
  async decide(
    request: Request,
    id: string,
    decision: ResetDecision,
  ): Promise<KeyReset> {
    const reset = await this.#find(request.actor, id);
    this.#checkDecider(request.actor, reset, decision);
    if (decision.decision === 'approve') {
      await this.#approve(request, reset, decision.reason);
    } else {
      await this.#end(request, reset, decision);
    }
    return this.#view(await this.#find(request.actor, id));
  }

  /** What an administrator signs who agrees. */
  async intentToReset({
    caller: { actor },
    subject,
  }: SubjectCall<'resetKeys'>): Promise<SubjectIntent> {
    const reset = await this.#find(actor, subject.reset);
    this.#checkDecider(actor, reset, { decision: 'approve' });
    return { intent: await this.#intent(actor, reset) };
  }

  async #approve(
    request: Request,
    reset: StoredReset,
    reason: string | undefined,
  ): Promise<void> {
    const { audit, clock, database, news } = this.#services;
    const { actor, correlationId } = request;
    const signature = await verifyGrant(this.#grants, {
      ...request,
      intent: await this.#intent(actor, reset),
    });
    if (!signature && (await keysOf(database.db, actor.ref)).length > 0) {
      throw signatureMissing(
        'You have a security key, so your agreement has to be signed.',
      );
    }
    await database.transaction(async tx => {
      await lockKeysOf(tx, reset.person);
      const removed = await removeKeys(tx, { person: reset.person });
      const decided = await decideReset(tx, {
        id: reset.id,
        status: 'approved',
        decidedBy: actor.ref,
        reason,
        evidenceId: signature?.evidenceId,
        keys: removed,
        nowMs: clock.now().getTime(),
      });
      if (!decided) {
        throw overAlready();
      }
      if (signature) {
        await this.#grants.consume(tx, signature, reset.id);
      }
      await audit.append(tx, {
        event: 'securityKey.resetDecided',
        outcome: 'success',
        actor: actor.ref,
        correlationId,
        detail: {
          reset: reset.id,
          person: reset.person,
          requestedBy: reset.requestedBy,
          decision: 'approved',
          removed,
          signed: signature !== undefined,
          ...(signature && { evidence: signature.evidenceId }),
          ...(reason && { reason }),
        },
      });
    });
    news.tell(reset.person, {
      title: 'Your security keys were removed',
      description: `${reset.requestedBy} asked for it and ${actor.ref} agreed. Register a new key. Was it not your wish? Tell the security team at once.`,
    });
  }

  async #end(
    { actor, correlationId }: Request,
    reset: StoredReset,
    { decision, reason }: ResetDecision,
  ): Promise<void> {
    const { audit, clock, database, news } = this.#services;
    const status = decision === 'withdraw' ? 'withdrawn' : 'rejected';
    await database.transaction(async tx => {
      const decided = await decideReset(tx, {
        id: reset.id,
        status,
        decidedBy: actor.ref,
        reason,
        nowMs: clock.now().getTime(),
      });
      if (!decided) {
        throw overAlready();
      }
      await audit.append(tx, {
        event: 'securityKey.resetDecided',
        outcome: 'success',
        actor: actor.ref,
        correlationId,
        detail: {
          reset: reset.id,
          person: reset.person,
          requestedBy: reset.requestedBy,
          decision: status,
          ...(reason && { reason }),
        },
      });
    });
    news.tell(reset.requestedBy, {
      title: `The removal of the keys of ${reset.person} was ${status}`,
      description: reason ?? `By ${actor.ref}.`,
    });
  }

  /** A request that the actor may not see is not there. */
  async #find(actor: Actor, id: string): Promise<StoredReset> {
    const reset = await findReset(this.#services.database.db, id);
    if (
      !reset ||
      !(this.#policy.isAdministrator(actor) || reset.person === actor.ref)
    ) {
      throw new VertexAiError('not_found', `There is no request ${id}.`);
    }
    return reset;
  }

  #checkDecider(
    actor: Actor,
    reset: StoredReset,
    { decision }: ResetDecision,
  ): void {
    switch (decision) {
      case 'approve':
        this.#policy.requireAdministrator(actor);
        if (actor.ref === reset.requestedBy) {
          throw notYours('the one who asked for it');
        }
        if (actor.ref === reset.person) {
          throw notYours('the one whose keys they are');
        }
        return;
      case 'withdraw':
        if (actor.ref !== reset.requestedBy) {
          throw new VertexAiError(
            'vote_refused',
            'Only who asked for it can withdraw it; others refuse it.',
          );
        }
        return;
      case 'reject':
        // Every administrator, and the person who has not lost anything.
        return;
      default:
        throw new Error(`unknown decision ${decision satisfies never}`);
    }
  }

  async #intent(actor: Actor, reset: StoredReset) {
    return resetIntent({
      ...reset,
      approver: actor.ref,
      keys: await keysOf(this.#services.database.db, reset.person),
    });
  }

  async #view(reset: StoredReset): Promise<KeyReset> {
    const { clock, database } = this.#services;
    return toKeyReset(reset, {
      nowMs: clock.now().getTime(),
      keys: (await keysOf(database.db, reset.person)).length,
    });
  }
}

function notYours(who: string): VertexAiError {
  return new VertexAiError(
    'vote_refused',
    `Another administrator has to agree: you are ${who}.`,
  );
}

function overAlready(): VertexAiError {
  return new VertexAiError(
    'conflict',
    'This request is not open any more. Look at what became of it.',
  );
}
