import type { Vote } from '@backstage-vertex/plugin-vertex-ai-common';
import { AccessGate, Actor, VertexAiError } from '../core';
import { ApprovalFacts, isSigned, Policy, StepUpFacts } from '../policy';
import type { EvidenceArchive } from '../stepup';
import { ApprovalStore } from './ApprovalStore';
import type { CastVote, Subject } from './model';
import { lastWords, requirementOf, voiceObstacle } from './rules';
import { voteDigest } from './voteIntent';

/** How a stored ref becomes the person that it is today. */
export interface People {
  /** @throws VertexAiError `role_missing` when the person is gone; with `retry` when that is not known */
  resolve(ref: string): Promise<Actor>;
}

/** One approval, and what it is worth now. */
export interface Weighed {
  vote: CastVote;
  standing: Extract<Vote['standing'], 'counts' | 'left' | 'unsigned'>;
  /** Present when it counts. */
  facts?: ApprovalFacts;
}

/** Who counts among those who have approved: looked at anew each time, by the groups that people are in now, and by whose access was ended. */
export class Electorate {
  readonly #store: ApprovalStore;
  readonly #people: People;
  readonly #policy: Policy;
  readonly #evidence: Pick<EvidenceArchive, 'reverify'>;
  readonly #gate: AccessGate;

  constructor(services: {
    store: ApprovalStore;
    people: People;
    policy: Policy;
    evidence: Pick<EvidenceArchive, 'reverify'>;
    gate: AccessGate;
  }) {
    this.#store = services.store;
    this.#people = services.people;
    this.#policy = services.policy;
    this.#evidence = services.evidence;
    this.#gate = services.gate;
  }

  /** The approvals of a request that count now, for the policy. @throws VertexAiError with `retry` when it cannot be known */
  async approvals(subject: Subject): Promise<ApprovalFacts[]> {
    const weighed = await this.weigh(
      subject,
      await this.#store.votes(subject.id),
    );
    return weighed.flatMap(({ facts }) => facts ?? []);
  }

  /**
   * @param fresh - what a signature is worth that is about to be used, by the sequence of its vote
   * @throws VertexAiError with `retry` when it is not known who somebody is today: that is not a yes
   */
  async weigh(
    subject: Subject,
    votes: readonly CastVote[],
    fresh: ReadonlyMap<number, StepUpFacts> = new Map(),
  ): Promise<Weighed[]> {
    const approvals = lastWords(votes, subject.intentDigest).filter(
      ({ verdict }) => verdict === 'approve',
    );
    return Promise.all(
      approvals.map(vote => this.#weighOne(subject, vote, fresh)),
    );
  }

  async #weighOne(
    subject: Subject,
    vote: CastVote,
    fresh: ReadonlyMap<number, StepUpFacts>,
  ): Promise<Weighed> {
    const actor = await this.#today(vote.voter, subject);
    if (!actor || voiceObstacle(this.#policy, actor, subject)) {
      return { vote, standing: 'left' };
    }
    const stepUp = fresh.get(vote.sequence) ?? (await this.#signed(vote));
    const demanded = requirementOf(
      this.#policy.environment(subject.environment),
      subject.action,
    )?.stepUp;
    if (demanded && !isSigned(demanded, stepUp)) {
      return { vote, standing: 'unsigned' };
    }
    return {
      vote,
      standing: 'counts',
      facts: { approver: vote.voter, groups: actor.groups, stepUp },
    };
  }

  async #today(
    voter: string,
    { environment }: Subject,
  ): Promise<Actor | undefined> {
    try {
      await this.#gate.admit({ actor: voter, environment });
      return await this.#people.resolve(voter);
    } catch (error) {
      if (
        VertexAiError.is(error) &&
        ['access_ended', 'role_missing'].includes(error.code)
      ) {
        return undefined;
      }
      throw error;
    }
  }

  /** The signature once more, from its bytes; one that does not verify is none. */
  async #signed(vote: CastVote): Promise<StepUpFacts | undefined> {
    if (vote.evidenceId === undefined) {
      return undefined;
    }
    try {
      return await this.#evidence.reverify({
        evidenceId: vote.evidenceId,
        actor: { ref: vote.voter },
        digest: voteDigest(vote),
      });
    } catch (error) {
      if (VertexAiError.is(error) && error.code === 'step_up_refused') {
        return undefined;
      }
      throw error;
    }
  }
}
