import type { VoteObstacle } from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import type { Actor } from '../core';
import { Policy } from '../policy';
import type { ApprovalsRequirement, CastVote, Subject } from './model';

/** What the environment demands today of other people for the action; undefined when nothing. */
export function requirementOf(
  { requires }: Pick<EnvironmentConfig, 'requires'>,
  action: Subject['action'],
): ApprovalsRequirement | undefined {
  return requires[action]?.find(
    (requirement): requirement is ApprovalsRequirement =>
      requirement.kind === 'approvals',
  );
}

/** The last word of each person on the intent; who has taken an approval back has none. */
export function lastWords(
  votes: readonly CastVote[],
  intentDigest: string,
): CastVote[] {
  const words = new Map<string, CastVote>();
  for (const vote of votes) {
    if (vote.intentDigest === intentDigest) {
      words.set(personOf(vote.voter), vote);
    }
  }
  return [...words.values()].filter(({ verdict }) => verdict !== 'withdraw');
}

/**
 * Why this person's voice does not count on the request; undefined when it does. `actor` is who the person is now.
 *
 * Whoever asked never counts, under however the name is written; nor does anybody who operates the service that asked. Of a service of
 * which nobody says who operates it, anybody might, so nobody counts.
 */
export function voiceObstacle(
  policy: Policy,
  actor: Actor,
  subject: Subject,
): VoteObstacle | undefined {
  if (actor.kind !== 'user') {
    return 'service';
  }
  if (personOf(actor.ref) === personOf(subject.requestedBy)) {
    return 'ownRequest';
  }
  if (!subject.requestedBy.startsWith('user:')) {
    const operates = policy.operates(actor, subject.requestedBy);
    if (operates !== false) {
      return operates ? 'ownService' : 'unknownOperators';
    }
  }
  const { environment, action } = subject;
  const decision = policy.decide(actor, 'approval.vote', { environment });
  if (decision.outcome !== 'allowed') {
    return 'roleMissing';
  }
  const requirement = requirementOf(policy.environment(environment), action);
  return !requirement ||
    requirement.from.some(group => actor.groups.includes(group))
    ? undefined
    : 'notInGroup';
}

/** One person however the ref is written: Backstage compares refs in lower case, and some characters only look different. */
export function personOf(ref: string): string {
  return ref.normalize('NFKC').toLocaleLowerCase('en-US');
}
