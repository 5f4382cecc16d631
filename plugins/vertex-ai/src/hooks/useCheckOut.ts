import {
  CheckedOut,
  CheckoutRequest,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useStepUp } from '../stepUp/useStepUp';
import { useVertexMutation } from './useVertexMutation';

interface Order {
  environment: Environment;
  request: CheckoutRequest;
}

/** Takes a credential out, signed where the environment demands it. What comes back is kept no longer than the page shows it. */
export function useCheckOut() {
  const { sign, dialog } = useStepUp();
  const checkOut = useVertexMutation<Order, CheckedOut>(
    async (client, { environment: { access, name }, request }) =>
      client.checkOutCredential(name, request, {
        stepUp:
          access['credential.checkout'].outcome === 'needs'
            ? await sign({ kind: 'checkout', environment: name, request })
            : undefined,
      }),
    ['leases'],
    { gcTime: 0 },
  );
  return {
    data: checkOut.data,
    error: checkOut.error,
    isPending: checkOut.isPending,
    /** In which it is signed. Has to be rendered. */
    dialog,
    send: (environment: Environment, request: CheckoutRequest) =>
      checkOut.mutate({ environment, request }),
  };
}
