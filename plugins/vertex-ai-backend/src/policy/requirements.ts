import type { Requirement } from '@backstage-vertex/plugin-vertex-ai-common';

/** A signature that was verified, as far as a requirement asks about it. The person was verified by the key (UV) in any case. */
export interface StepUpFacts {
  /** From the signature to its use, in milliseconds; negative when the clocks disagree. */
  ageMs: number;
  /** Whether the key cannot leave its device (WebAuthn's backup eligibility flag is not set). */
  deviceBound: boolean;
}

/** One approval of the intent, by somebody else than its requester. */
export interface ApprovalFacts {
  approver: string;
  /** Entity refs of the approver's groups as they are now, not as they were at the vote. */
  groups: readonly string[];
  stepUp?: StepUpFacts;
}

/** What was brought for the requirements of one intent. Each part was verified by the slice that it comes from. */
export interface Evidence {
  stepUp?: StepUpFacts;
  /** `waived`: it is an emergency (break-glass), or only what was begun is taken back. */
  approvals?: readonly ApprovalFacts[] | 'waived';
}

/** The requirements that the evidence does not meet. */
export function unmet(
  requirements: readonly Requirement[],
  evidence: Evidence,
): Requirement[] {
  return requirements.filter(requirement =>
    requirement.kind === 'stepUp'
      ? !isSigned(requirement, evidence.stepUp)
      : evidence.approvals !== 'waived' &&
        !isApproved(requirement, evidence.approvals ?? []),
  );
}

/** Whether a signature is young and hard enough. */
export function isSigned(
  { maxAgeSeconds, hardware }: { maxAgeSeconds: number; hardware: boolean },
  stepUp: StepUpFacts | undefined,
): boolean {
  return (
    stepUp !== undefined &&
    stepUp.ageMs >= 0 &&
    stepUp.ageMs <= maxAgeSeconds * 1_000 &&
    (!hardware || stepUp.deviceBound)
  );
}

type ApprovalsRequirement = Extract<Requirement, { kind: 'approvals' }>;

function isApproved(
  { count, from, allGroups, stepUp }: ApprovalsRequirement,
  approvals: readonly ApprovalFacts[],
): boolean {
  const counting = new Map(
    approvals
      .filter(
        ({ groups, ...approval }) =>
          from.some(group => groups.includes(group)) &&
          (!stepUp || isSigned(stepUp, approval.stepUp)),
      )
      .map(approval => [approval.approver, approval]),
  );
  return (
    counting.size >= count &&
    (!allGroups || everyGroupSends(from, [...counting.values()]))
  );
}

/** Whether the groups can be given an approver each, no two the same (Kuhn's augmenting paths; there are at most ten). */
function everyGroupSends(
  groups: readonly string[],
  approvals: readonly ApprovalFacts[],
): boolean {
  const groupOf = new Map<string, string>();
  const place = (group: string, tried: Set<string>): boolean =>
    approvals.some(({ approver, groups: theirs }) => {
      if (!theirs.includes(group) || tried.has(approver)) {
        return false;
      }
      tried.add(approver);
      const taken = groupOf.get(approver);
      if (taken !== undefined && !place(taken, tried)) {
        return false;
      }
      groupOf.set(approver, group);
      return true;
    });
  return groups.every(group => place(group, new Set()));
}
