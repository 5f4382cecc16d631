import { useAnalytics } from '@backstage/frontend-plugin-api';
import {
  Deployment,
  DeploymentRequestInput,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useRef } from 'react';
import { newIdempotencyKey } from './newIdempotencyKey';
import { useVertexMutation } from './useVertexMutation';

/** What the analytics event of each action is called. */
const eventNames = {
  'deployment.create': 'deploy',
  'deployment.undeploy': 'undeploy',
  'traffic.set': 'setTraffic',
} as const;

/**
 * Submits a deployment.
 *
 * The idempotency key belongs to the content of the request: a second try after a failure carries the same key, so a
 * request that did arrive is not carried out twice. A changed request gets a new one.
 */
export function useSubmitDeployment() {
  const analytics = useAnalytics();
  const last = useRef({ content: '', key: '' });
  return useVertexMutation<DeploymentRequestInput, Deployment>(
    async (client, request) => {
      const content = JSON.stringify(request);
      if (last.current.content !== content) {
        last.current = { content, key: newIdempotencyKey() };
      }
      const deployment = await client.createDeployment(
        request,
        last.current.key,
      );
      last.current = { content: '', key: '' };
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
}
