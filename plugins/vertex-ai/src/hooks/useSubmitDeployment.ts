import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Deployment,
  DeploymentRequestInput,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useNavigate } from 'react-router-dom';
import { vertexAiApiRef } from '../api';
import { contentOf, forgetKey, keyOf } from './requestKeys';
import { useLinks } from './useLinks';
import { useVertexMutation } from './useVertexMutation';

/** What the analytics event of each action is called. */
const eventNames = {
  'deployment.create': 'deploy',
  'deployment.undeploy': 'undeploy',
  'traffic.set': 'setTraffic',
} as const;

/** A request on its way. */
export interface Submission {
  send: (request: DeploymentRequestInput) => void;
  isPending: boolean;
  /** What went wrong with this very request; a changed one has not been tried. */
  errorOf: (request: DeploymentRequestInput | undefined) => Error | null;
}

/**
 * Submits a deployment and goes on to its page.
 *
 * A second try after a failure carries the same idempotency key, so that a request that did arrive is not carried out twice.
 * The key is used up only when the page that asked has seen the answer.
 */
export function useSubmitDeployment(): Submission {
  const client = useApi(vertexAiApiRef);
  const analytics = useAnalytics();
  const links = useLinks();
  const navigate = useNavigate();
  const submit = useVertexMutation<DeploymentRequestInput, Deployment>(
    async (api, request) => {
      const deployment = await api.createDeployment(
        request,
        keyOf(api, request),
      );
      analytics.captureEvent(eventNames[request.action], deployment.id, {
        attributes: {
          environment: request.environment,
          location: request.location,
        },
      });
      return deployment;
    },
    ['deployments', 'endpoint', 'endpoints', 'model', 'models'],
  );
  return {
    isPending: submit.isPending,
    send: request =>
      submit.mutate(request, {
        onSuccess: ({ id }) => {
          forgetKey(client, request);
          navigate(links.deployment({ deployment: id }));
        },
      }),
    errorOf: request =>
      contentOf(submit.variables) === contentOf(request) ? submit.error : null,
  };
}
