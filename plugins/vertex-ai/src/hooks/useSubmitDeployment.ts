import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Deployment,
  DeploymentRequestInput,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { vertexAiApiRef } from '../api';
import { classifyError } from '../components/classifyError';
import { isCancelled, useStepUp } from '../stepUp/useStepUp';
import { contentOf, forgetKey } from './requestKeys';
import { useLinks } from './useLinks';
import { useVertexMutation } from './useVertexMutation';
import { asked, ordinary, sendBy, subjectOf, Way } from './way';

/** What the analytics event of each action is called, when it is sent as an ordinary request. */
const eventNames = {
  'deployment.create': 'deploy',
  'deployment.undeploy': 'undeploy',
  'traffic.set': 'setTraffic',
} as const;

/** A request on its way. */
export interface Submission {
  /** `isSigned` where the policy wants a signature: the person is asked for it first. */
  send: (
    request: DeploymentRequestInput,
    demand?: { isSigned: boolean },
  ) => void;
  isPending: boolean;
  /** What went wrong with this very request; a changed one has not been tried. */
  errorOf: (request: DeploymentRequestInput | undefined) => Error | null;
  /** In which it is signed. Has to be rendered. */
  dialog: ReactNode;
}

const touched = [
  'approval',
  'approvals',
  'deployment',
  'deployments',
  'endpoint',
  'endpoints',
  'model',
  'models',
];

interface Sent {
  request: DeploymentRequestInput;
  isSigned: boolean;
}

/**
 * Submits a deployment and goes on to its page.
 *
 * A second try after a failure carries the same idempotency key, so that a request that did arrive is not carried out twice.
 * The key is used up only when the page that asked has seen the answer. So is a signature, unless the server refuses it: nobody has to
 * sign twice because a network failed.
 *
 * @param way - the same for the life of the page
 */
export function useSubmitDeployment(way: Way = ordinary): Submission {
  const client = useApi(vertexAiApiRef);
  const analytics = useAnalytics();
  const links = useLinks();
  const navigate = useNavigate();
  const { sign, dialog } = useStepUp();
  const grants = useRef(new Map<string, string>());
  const grantOf = async (request: DeploymentRequestInput) => {
    const content = contentOf(request);
    const grant =
      grants.current.get(content) ?? (await sign(subjectOf(way, request)));
    grants.current.set(content, grant);
    return grant;
  };
  const submit = useVertexMutation<Sent, Deployment>(
    async (api, { request, isSigned }) => {
      const stepUp = isSigned ? await grantOf(request) : undefined;
      const deployment = await sendBy(api, way, { request, stepUp });
      analytics.captureEvent(eventOf(way, request), deployment.id, {
        attributes: {
          environment: request.environment,
          location: request.location,
        },
      });
      return deployment;
    },
    touched,
  );
  return {
    isPending: submit.isPending,
    dialog,
    send: (request, { isSigned } = { isSigned: false }) =>
      submit.mutate(
        { request, isSigned },
        {
          onSuccess: ({ id }) => {
            forgetKey(client, asked(way, request));
            navigate(links.deployment({ deployment: id }));
          },
          onError: error => {
            if (classifyError(error).kind === 'step_up_refused') {
              grants.current.delete(contentOf(request));
            }
          },
        },
      ),
    errorOf: request =>
      contentOf(submit.variables?.request) === contentOf(request) &&
      !isCancelled(submit.error)
        ? submit.error
        : null,
  };
}

function eventOf(way: Way, { action }: DeploymentRequestInput): string {
  switch (way.kind) {
    case 'revision':
      return 'revise';
    case 'breakGlass':
      return 'breakGlass';
    default:
      return eventNames[action];
  }
}
