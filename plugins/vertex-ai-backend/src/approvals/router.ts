import { routes } from '@backstage-vertex/plugin-vertex-ai-common';
import { invalidCursor } from '../core';
import { Api } from '../http';
import { ApprovalReader } from './ApprovalReader';
import { ApprovalService } from './ApprovalService';
import type { Requests } from './Requests';
import { ReviewService } from './ReviewService';

export interface ApprovalRoutes {
  reader: ApprovalReader;
  service: ApprovalService;
  reviews: ReviewService;
  requests: Requests;
}

/** Approvals over HTTP. Who may read a deployment may read the votes on it. */
export function addApprovalRoutes(api: Api, slice: ApprovalRoutes): void {
  addReads(api, slice);
  addDecisions(api, slice);
}

function addReads(api: Api, { reader, requests }: ApprovalRoutes): void {
  api
    .handle(routes.listApprovals, {
      run: ({ caller, query }) => {
        checkCursor(query.cursor);
        return reader.page(caller, query);
      },
    })
    .handle(routes.getApproval, {
      run: async ({ caller, params }) =>
        reader.detail(caller, params.deployment),
    })
    .handle(routes.compareApproval, {
      run: async ({ caller, params, correlationId, signal }) =>
        requests.compare({
          caller,
          subject: await requests.read(caller, params.deployment),
          correlationId,
          signal,
        }),
    });
}

function addDecisions(
  api: Api,
  { reader, service, reviews }: ApprovalRoutes,
): void {
  api
    .handle(routes.vote, {
      run: async ({ caller, params, body, ...input }) => {
        await service.vote({
          caller,
          id: params.deployment,
          body,
          correlationId: input.correlationId,
          signal: input.signal,
          stepUpGrant: input.stepUpGrant,
        });
        return reader.detail(caller, params.deployment);
      },
    })
    .handle(routes.closeReview, {
      run: async ({ caller, params, body, correlationId }) => {
        await reviews.close({
          caller,
          id: params.deployment,
          ...body,
          correlationId,
        });
        return reader.detail(caller, params.deployment);
      },
    });
}

function checkCursor(cursor: string | undefined): void {
  if (cursor !== undefined && !/^[a-z0-9]{26}$/.test(cursor)) {
    throw invalidCursor();
  }
}
