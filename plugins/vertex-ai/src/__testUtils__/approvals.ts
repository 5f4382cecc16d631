import {
  Approval,
  ApprovalComparison,
  ApprovalDetail,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  deployment,
  deploymentDetail,
  preview,
  stepUpChallenge,
} from './fixtures';

/** Of somebody else, in an environment that wants two approvals with a signature each. */
export const approval: Approval = {
  deployment: {
    ...deployment,
    phase: 'awaitingApproval',
    message: 'Waits for the approval of 2 people.',
    stage: undefined,
    requestedBy: 'user:default/olli.other',
    approvalExpiresAt: '2126-11-25T08:00:00Z',
    intentDigest: '000102030405060708'.padEnd(64, 'f'),
  },
  requirement: {
    kind: 'approvals',
    count: 2,
    from: ['group:default/ml-approvers', 'group:default/risk'],
    allGroups: true,
    stepUp: { maxAgeSeconds: 300, hardware: true },
    expiresAfterHours: 24,
    reason: false,
  },
  approvals: 1,
};

export const approvalDetail: ApprovalDetail = {
  ...approval,
  request: deploymentDetail.request,
  intent: stepUpChallenge.intent,
  votes: [
    {
      sequence: 1,
      voter: 'user:default/amir.approver',
      verdict: 'approve',
      reason: 'looked at the metrics',
      at: deployment.createdAt,
      intentDigest: 'c'.repeat(64),
      standing: 'void',
    },
    {
      sequence: 2,
      voter: 'user:default/amir.approver',
      verdict: 'approve',
      at: deployment.createdAt,
      intentDigest: approval.deployment.intentDigest,
      standing: 'counts',
      evidenceId: '01k00000000000000000evidnc',
    },
  ],
  approvers: ['user:default/amir.approver'],
  own: false,
};

export const approvalComparison: ApprovalComparison = {
  before: preview.before,
  after: preview.after,
  changes: preview.changes,
  comparedWith: preview.comparedWith,
};

/** Of somebody else, without the approvals; nobody has looked at it since. */
export const brokenGlass: ApprovalDetail = {
  ...approvalDetail,
  deployment: {
    ...approval.deployment,
    phase: 'succeeded',
    message: 'Deployed.',
    approvalExpiresAt: undefined,
    breakGlass: true,
  },
  approvals: 0,
  votes: [],
  approvers: [],
  obstacle: { code: 'decided', message: 'It waits for nobody.' },
  review: {
    deploymentId: deployment.id,
    environment: 'dev',
    requestedBy: 'user:default/olli.other',
    reason: 'The old model burns money.',
    openedAt: deployment.createdAt,
  },
};
