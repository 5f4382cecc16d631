import { z } from 'zod';
import { requirementSchema } from './access';
import {
  environmentNameSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  textSchema,
} from './basics';
import {
  deploymentSchema,
  previewSchema,
  storedRequestSchema,
} from './deployment';

/** The reason of somebody who decides: one that says nothing is none. */
const reasonSchema = textSchema(1000).trim().min(1, 'say why');

const digestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');

export const voteVerdicts = ['approve', 'reject', 'withdraw'] as const;
export type VoteVerdict = (typeof voteVerdicts)[number];

/** `withdraw` takes back one's own approval. To reject without saying why helps nobody. */
export const voteRequestSchema = z
  .strictObject({
    verdict: z.enum(voteVerdicts),
    /** Of the intent that the voter has seen; a request that was changed since then refuses the vote. */
    intentDigest: digestSchema,
    reason: reasonSchema.optional(),
  })
  .refine(
    ({ verdict, reason }) => verdict !== 'reject' || reason !== undefined,
    { path: ['reason'], message: 'say why it is rejected' },
  );
export type VoteRequest = z.infer<typeof voteRequestSchema>;

/** What a vote is worth at this moment. */
export const voteStandings = [
  /** It is the last word of its voter. */
  'counts',
  /** Its voter has voted again since, or taken it back. */
  'replaced',
  /** The request was changed since. */
  'void',
  /** Its voter may not approve this any more: in none of the groups, without the role, or with access that was ended. */
  'left',
  /** It lacks the signature that is demanded, or the signature does not verify. */
  'unsigned',
] as const;

export const voteSchema = z.object({
  /** From 1, in the order of the votes on this request. */
  sequence: z.number().int(),
  voter: z.string(),
  verdict: z.enum(voteVerdicts),
  reason: z.string().optional(),
  at: instantSchema,
  intentDigest: z.string(),
  standing: z.enum(voteStandings),
  /** The signature over the vote, where one was made; the evidence is at `GET /step-up/evidence/{id}`. */
  evidenceId: z.string().optional(),
});
export type Vote = z.infer<typeof voteSchema>;

/** Why the caller cannot vote. */
export const voteObstacles = [
  /** It waits for nobody any more. */
  'decided',
  /** Somebody else has to: the request is the caller's own. */
  'ownRequest',
  /** The request was made by a service that the caller operates. */
  'ownService',
  /** The request was made by a service of which it is not configured who operates it. */
  'unknownOperators',
  /** A service has no opinion. */
  'service',
  'roleMissing',
  'permissionMissing',
  'notInGroup',
  'alreadyApproved',
] as const;
export type VoteObstacle = (typeof voteObstacles)[number];

export const reviewVerdicts = ['justified', 'unjustified'] as const;

/** The look at a deployment that went without its approvals, by somebody else, afterwards. */
export const reviewSchema = z.object({
  deploymentId: z.string(),
  environment: environmentNameSchema,
  requestedBy: z.string(),
  /** Why the approvals were skipped. */
  reason: z.string(),
  openedAt: instantSchema,
  closedAt: instantSchema.optional(),
  closedBy: z.string().optional(),
  verdict: z.enum(reviewVerdicts).optional(),
  comment: z.string().optional(),
});
export type Review = z.infer<typeof reviewSchema>;

export const reviewRequestSchema = z.strictObject({
  verdict: z.enum(reviewVerdicts),
  comment: reasonSchema,
});

/** A row of the list. */
export const approvalSchema = z.object({
  deployment: deploymentSchema,
  /** What the environment demands today; absent when it demands no approvals any more. */
  requirement: requirementSchema.optional(),
  /** How many people have said yes to what it is now. Whether each of them counts is decided when it counts. */
  approvals: z.number().int(),
  /** Present on what went without its approvals. */
  review: reviewSchema.optional(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalPageSchema = pageOf(approvalSchema);

export const approvalQuerySchema = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  /**
   * `waitingForMe`: what the caller may vote on and has not. `open`: all that waits for approval. `decided`: what was asked of people and is
   * decided. `openReviews`, `reviews`: what went without approvals and is still to be looked at, or all of it.
   */
  show: z
    .enum(['waitingForMe', 'open', 'decided', 'openReviews', 'reviews'])
    .default('open'),
  requestedBy: textSchema(256).optional(),
});
export type ApprovalQuery = z.infer<typeof approvalQuerySchema>;

/** One request with everything that somebody needs who decides on it. */
export const approvalDetailSchema = approvalSchema.extend({
  request: storedRequestSchema,
  /** Canonical JSON (RFC 8785) of what is approved; its SHA-256 is the deployment's `intentDigest`. */
  intent: z.string(),
  /** All there ever were, in their order. */
  votes: z.array(voteSchema),
  /** Who counts today, by entity ref. */
  approvers: z.array(z.string()),
  /** Why the caller cannot vote; absent when the caller can. */
  obstacle: z
    .object({ code: z.enum(voteObstacles), message: z.string() })
    .optional(),
  /** Whether the caller may change or withdraw the request. */
  own: z.boolean(),
  /** Why the caller cannot close the review; absent when the caller can, or when there is none that is open. */
  reviewObstacle: z.string().optional(),
});
export type ApprovalDetail = z.infer<typeof approvalDetailSchema>;

/** What the request would change, by what Google has now. */
export const approvalComparisonSchema = previewSchema
  .pick({ before: true, after: true, changes: true, comparedWith: true })
  .extend({
    /** Why it would be refused as it is: what was looked at has changed since, or cannot be read. */
    stale: z.string().optional(),
  });
export type ApprovalComparison = z.infer<typeof approvalComparisonSchema>;
