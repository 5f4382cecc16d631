import { Knex } from 'knex';
import type {
  ApprovalComparison,
  Deployment,
  DeploymentRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { NewAuditEntry } from '../audit';
import type { Caller } from '../http';

/** One request as those see it who decide on it, at one revision. */
export interface Approvable {
  deployment: Deployment;
  request: DeploymentRequest;
  /** Canonical JSON of what is approved. */
  intent: string;
  /** Grows with every change of the request and with every vote. */
  revision: number;
}

/** What becomes of a request by a vote. */
export interface Settlement {
  /** Absent when it waits on. */
  outcome?: { type: 'approved' } | { type: 'rejected'; reason: string };
  voter: string;
  /** For the timeline. */
  message: string;
  detail: Record<string, string>;
  correlationId: string;
  nowMs: number;
}

/** Narrows a list of requests; added to a query on the table of deployments. */
export type Narrow = (builder: Knex.QueryBuilder) => void;

/** What is decided on; the deployments' side of it. */
export interface Requests {
  /** @throws VertexAiError `not_found`, `forbidden`, `role_missing` */
  read(caller: Caller, id: string): Promise<Approvable>;

  /** Newest first, of what the caller may read. */
  page(
    caller: Caller,
    filter: {
      narrow: Narrow;
      environment?: string;
      requestedBy?: string;
      limit: number;
      cursor?: string;
    },
  ): Promise<{ items: Deployment[]; nextCursor?: string }>;

  /** What the request would change now, read as the caller. */
  compare(call: {
    caller: Caller;
    subject: Approvable;
    correlationId: string;
    signal: AbortSignal;
  }): Promise<ApprovalComparison>;

  /**
   * Takes a vote in. Compare-and-set over the revision: of two who vote on the same one, the second finds it moved and has to count anew.
   *
   * @returns what goes to the log with it, as the last statement of the transaction; undefined when the request has moved
   */
  settle(
    tx: Knex.Transaction,
    subject: Approvable,
    settlement: Settlement,
  ): Promise<NewAuditEntry[] | undefined>;

  /** A vote or a review was committed. @param outcome - present when it has decided the request */
  changed(id: string, outcome?: 'approved' | 'rejected'): Promise<void>;
}
