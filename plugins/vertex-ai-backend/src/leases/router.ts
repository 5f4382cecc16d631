import {
  credentialCheckoutPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Api } from '../http';
import { Checkouts } from './Checkouts';
import { EndingService } from './EndingService';
import { Leases } from './Leases';

/** Leases and endings over HTTP. Who may see and end what is asked by the services: it depends on whose it is. */
export function addLeaseRoutes(
  api: Api,
  slice: { endings: EndingService; leases: Leases; checkouts: Checkouts },
): void {
  addLeases(api, slice);
  addEndings(api, slice);
}

function addLeases(
  api: Api,
  { leases, checkouts }: { leases: Leases; checkouts: Checkouts },
): void {
  api
    .handle(routes.listLeases, {
      run: ({ caller, query }) => leases.list(caller, query),
    })
    .handle(routes.checkOutCredential, {
      permission: credentialCheckoutPermission,
      access: ({ params }) => ({
        action: 'credential.checkout',
        environment: params.environment,
      }),
      collects: true,
      run: ({ caller, params, body, stepUpGrant, correlationId }) =>
        checkouts.checkOut({
          actor: caller.actor,
          environment: params.environment,
          request: body,
          grant: stepUpGrant,
          correlationId,
        }),
    });
}

function addEndings(api: Api, { endings }: { endings: EndingService }): void {
  api
    .handle(routes.getOwnAccess, {
      run: ({ caller }) => endings.own(caller),
    })
    .handle(routes.listEndings, {
      run: ({ caller, query }) => endings.list(caller, query),
    })
    .handle(routes.endAccess, {
      run: ({ caller, body, correlationId }) =>
        endings.end(caller, { ...body, correlationId }),
    })
    .handle(routes.getEnding, {
      run: ({ caller, params }) => endings.get(caller, params.ending),
    })
    .handle(routes.restoreAccess, {
      run: ({ caller, params, body, correlationId }) =>
        endings.restore(caller, {
          id: params.ending,
          reason: body.reason,
          correlationId,
        }),
    });
}
