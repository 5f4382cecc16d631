import {
  approvalVotePermission,
  VoteRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../audit';
import { AccessGate, Clock, VertexAiError } from '../core';
import { Database } from '../db';
import type { Caller, EnvironmentAccess } from '../http';
import { isSigned, Policy, unmet } from '../policy';
import type { Grants, Verified } from '../stepup';
import { ApprovalStore } from './ApprovalStore';
import { Electorate, People } from './Electorate';
import type { CastVote } from './model';
import { refuseVote } from './refuseVote';
import type { Approvable, Requests, Settlement } from './Requests';
import { requirementOf } from './rules';
import { voteDigest } from './voteIntent';

export interface ApprovalServices {
  database: Database;
  store: ApprovalStore;
  requests: Requests;
  electorate: Electorate;
  people: People;
  grants: Pick<Grants, 'verify' | 'consume' | 'usedEvidence'>;
  access: Pick<EnvironmentAccess, 'authorize'>;
  gate: AccessGate;
  policy: Policy;
  audit: AuditLog;
  clock: Clock;
}

export interface VoteCall {
  caller: Caller;
  id: string;
  body: VoteRequest;
  correlationId: string;
  signal: AbortSignal;
  /** Names the signature over the vote; unverified. */
  stepUpGrant?: string;
}

/** How often somebody else may vote in between before we give up. */
const MOST_ATTEMPTS = 10;

/** Aborts the transaction; never leaves this file. */
class Moved extends Error {}

/** Takes votes, and decides with them. */
export class ApprovalService {
  readonly #services: ApprovalServices;

  constructor(services: ApprovalServices) {
    this.#services = services;
  }

  /**
   * Takes a vote in, and approves or rejects the request with it when it is decided by it.
   *
   * The count is made before the transaction, because it asks the catalog who people are today; the transaction names the revision that
   * was counted on. Whoever comes second finds it moved, and counts anew with the other's vote in view.
   *
   * A signed vote that is sent again, because its answer was lost, is the one that is on record.
   *
   * @throws VertexAiError `access_ended`, `vote_refused`, `role_missing`, `requirement_unmet` without the signature that is demanded, `etag_mismatch` when
   *   what is approved is no more what was looked at, `conflict` when it is decided or was changed
   */
  async vote(call: VoteCall): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const subject = await this.#services.requests.read(call.caller, call.id);
      await this.#services.access.authorize(
        call.caller,
        approvalVotePermission,
        subject.deployment.environment,
      );
      await this.#services.gate.admit({
        actor: call.caller.actor.ref,
        environment: subject.deployment.environment,
      });
      const settlement = await this.#tryOrFind(call, subject);
      if (settlement === 'onRecord') {
        return;
      }
      if (settlement) {
        await this.#services.requests.changed(
          call.id,
          settlement.outcome?.type,
        );
        return;
      }
    }
    throw new VertexAiError(
      'conflict',
      'Too many people vote on this just now. Try again.',
      { retry: { afterMs: 1_000 } },
    );
  }

  /** @returns undefined when the request has moved meanwhile */
  async #tryOrFind(
    call: VoteCall,
    subject: Approvable,
  ): Promise<Settlement | 'onRecord' | undefined> {
    try {
      return await this.#tryVote(call, subject);
    } catch (error) {
      if (await this.#isOnRecord(call)) {
        return 'onRecord';
      }
      throw error;
    }
  }

  /** Whether this very vote was taken before, with this very signature. */
  async #isOnRecord({
    caller,
    id,
    body,
    stepUpGrant,
  }: VoteCall): Promise<boolean> {
    const { grants, store } = this.#services;
    const evidenceId =
      stepUpGrant &&
      (await grants.usedEvidence({
        grant: stepUpGrant,
        actor: caller.actor,
        digest: voteDigest({ deploymentId: id, ...body }),
      }));
    return (
      evidenceId !== undefined &&
      (await store.votes(id)).some(vote => vote.evidenceId === evidenceId)
    );
  }

  /** @returns undefined when the request has moved meanwhile */
  async #tryVote(
    call: VoteCall,
    subject: Approvable,
  ): Promise<Settlement | undefined> {
    const { store, people, clock } = this.#services;
    const votes = await store.votes(call.id);
    const voter = await people.resolve(call.caller.actor.ref);
    refuseVote(call.body, {
      policy: this.#services.policy,
      deployment: subject.deployment,
      votes,
      voter,
      nowMs: clock.now().getTime(),
    });
    const vote: CastVote = {
      deploymentId: call.id,
      sequence: votes.length + 1,
      intentDigest: call.body.intentDigest,
      voter: voter.ref,
      verdict: call.body.verdict,
      reason: call.body.reason,
      correlationId: call.correlationId,
      atMs: clock.now().getTime(),
    };
    const signature = await this.#signature(call, subject, vote);
    const settlement = await this.#settlement(call, subject, {
      votes: [...votes, vote],
      vote,
      signature,
    });
    const committed = await this.#commit(subject, {
      vote: { ...vote, evidenceId: signature?.evidenceId },
      signature,
      settlement,
    });
    return committed ? settlement : undefined;
  }

  #requirement({ deployment }: Approvable) {
    return requirementOf(
      this.#services.policy.environment(deployment.environment),
      deployment.action,
    );
  }

  /**
   * The signature over this vote. It is demanded of who says yes; a no needs none, because what stops something never waits for a key.
   *
   * @throws VertexAiError `requirement_unmet`, `step_up_refused`
   */
  async #signature(
    { caller, stepUpGrant }: VoteCall,
    subject: Approvable,
    vote: CastVote,
  ): Promise<Verified | undefined> {
    const signature =
      stepUpGrant === undefined
        ? undefined
        : await this.#services.grants.verify({
            grant: stepUpGrant,
            actor: caller.actor,
            digest: voteDigest(vote),
          });
    const demanded = this.#requirement(subject)?.stepUp;
    if (
      demanded &&
      vote.verdict === 'approve' &&
      !isSigned(demanded, signature?.facts)
    ) {
      throw new VertexAiError(
        'requirement_unmet',
        `An approval here needs a signature with a ${
          demanded.hardware ? 'security key that cannot be copied' : 'key'
        }, not older than ${demanded.maxAgeSeconds} seconds.`,
        { requirements: [{ kind: 'stepUp', ...demanded }] },
      );
    }
    return signature;
  }

  /** @throws VertexAiError `etag_mismatch` where a yes would be to something that is not there any more */
  async #settlement(
    call: VoteCall,
    subject: Approvable,
    cast: { votes: CastVote[]; vote: CastVote; signature?: Verified },
  ): Promise<Settlement> {
    const { vote } = cast;
    const settlement: Settlement = {
      voter: vote.voter,
      message: sentenceOf(vote),
      detail: { voter: vote.voter, verdict: vote.verdict },
      correlationId: call.correlationId,
      nowMs: vote.atMs,
    };
    if (vote.verdict === 'reject') {
      return {
        ...settlement,
        outcome: { type: 'rejected', reason: vote.reason! },
      };
    }
    if (vote.verdict === 'withdraw' || !(await this.#isMet(subject, cast))) {
      return settlement;
    }
    await this.#refuseStale(call, subject);
    return { ...settlement, outcome: { type: 'approved' } };
  }

  async #isMet(
    subject: Approvable,
    cast: { votes: CastVote[]; vote: CastVote; signature?: Verified },
  ): Promise<boolean> {
    const { votes, vote, signature } = cast;
    const weighed = await this.#services.electorate.weigh(
      subject.deployment,
      votes,
      signature && new Map([[vote.sequence, signature.facts]]),
    );
    const requirement = this.#requirement(subject);
    const approvals = weighed.flatMap(({ facts }) => facts ?? []);
    return unmet(requirement ? [requirement] : [], { approvals }).length === 0;
  }

  async #refuseStale(
    { caller, correlationId, signal }: VoteCall,
    subject: Approvable,
  ): Promise<void> {
    const { stale } = await this.#services.requests.compare({
      caller,
      subject,
      correlationId,
      signal,
    });
    if (stale !== undefined) {
      throw new VertexAiError(
        'etag_mismatch',
        `${stale} ${subject.deployment.requestedBy} has to change the request, or ask anew.`,
      );
    }
  }

  /** Vote, signature, request and log commit together. @returns false when the request has moved */
  async #commit(
    subject: Approvable,
    {
      vote,
      signature,
      settlement,
    }: { vote: CastVote; signature?: Verified; settlement: Settlement },
  ): Promise<boolean> {
    const { database, requests, store, grants, audit } = this.#services;
    try {
      await database.transaction(async tx => {
        const entries = await requests.settle(tx, subject, settlement);
        if (!entries) {
          throw new Moved();
        }
        await store.insert(tx, vote);
        if (signature) {
          await grants.consume(tx, signature, vote.deploymentId);
        }
        await audit.appendAll(tx, [entryOf(subject, vote), ...entries]);
      });
      return true;
    } catch (error) {
      if (error instanceof Moved) {
        return false;
      }
      throw error;
    }
  }
}

function sentenceOf({ voter, verdict, reason }: CastVote): string {
  const said = {
    approve: 'approves',
    reject: 'rejects',
    withdraw: 'takes the approval back',
  }[verdict];
  return `${voter} ${said}${reason === undefined ? '.' : `: ${reason}`}`;
}

function entryOf({ deployment }: Approvable, vote: CastVote): NewAuditEntry {
  const { intentDigest, verdict, reason, evidenceId, sequence } = vote;
  return {
    event: 'approval.voted',
    outcome: 'success',
    actor: vote.voter,
    environment: deployment.environment,
    action: 'approval.vote',
    correlationId: vote.correlationId,
    deploymentId: deployment.id,
    detail: {
      sequence,
      verdict,
      intentDigest,
      ...(reason !== undefined && { reason }),
      ...(evidenceId !== undefined && { evidenceId }),
    },
  };
}
