import {
  addApprovalRoutes,
  ApprovalReader,
  ApprovalService,
  ApprovalStore,
  Electorate,
  intentOfVote,
  Requests,
  ReviewService,
  ReviewStore,
} from '../approvals';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { StepUp } from './stepUp';

/** Who counts, for those who carry out what was approved. */
export interface Approvals {
  store: ApprovalStore;
  reviews: ReviewStore;
  electorate: Electorate;
}

export function createApprovals(
  { database, endings, policy }: Foundation,
  { actors }: Credentials,
  { evidence }: StepUp,
): Approvals {
  const store = new ApprovalStore(database);
  return {
    store,
    reviews: new ReviewStore(database),
    electorate: new Electorate({
      store,
      people: actors,
      policy,
      evidence,
      gate: endings.watch,
    }),
  };
}

/** The routes, over what is decided on. */
export function addApprovals(parts: {
  foundation: Foundation;
  credentials: Credentials;
  approvals: Approvals;
  requests: Requests;
  stepUp: StepUp;
}): void {
  const { foundation, credentials, approvals, requests, stepUp } = parts;
  const { api, ...rest } = foundation;
  const shared = { ...rest, gate: foundation.endings.watch };
  const { store, reviews, electorate } = approvals;
  stepUp.register('vote', intentOfVote(requests));
  addApprovalRoutes(api, {
    requests,
    reader: new ApprovalReader({
      ...shared,
      store,
      reviews,
      requests,
      electorate,
    }),
    service: new ApprovalService({
      ...shared,
      store,
      requests,
      electorate,
      people: credentials.actors,
      grants: stepUp.grants,
    }),
    reviews: new ReviewService({ ...shared, store: reviews, requests }),
  });
}
