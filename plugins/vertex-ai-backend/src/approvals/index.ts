/**
 * Other people's yes or no to what somebody has asked for, and the look afterwards at what went without.
 *
 * Promises: a vote is about one intent, digest by digest, and about nothing that the request is changed to; nobody decides on a request of
 * their own, nor on one of a service that they operate; everybody has one voice; who approves is who may approve at the moment when it
 * counts, not when the vote was given; of two who vote at once neither is lost. A vote is never changed and never forgotten. Never decides
 * what a requirement means: that is the policy's. Never carries anything out.
 *
 * Deployments say through `Requests` what is decided on, and ask `Electorate` who counts before every write.
 */
export { ApprovalReader } from './ApprovalReader';
export { ApprovalService } from './ApprovalService';
export type { ApprovalServices } from './ApprovalService';
export { ApprovalStore } from './ApprovalStore';
export { Electorate } from './Electorate';
export type { Approvable, Narrow, Requests, Settlement } from './Requests';
export { ReviewService } from './ReviewService';
export { ReviewStore } from './ReviewStore';
export { addApprovalRoutes } from './router';
export { intentOfVote } from './intentOfVote';
