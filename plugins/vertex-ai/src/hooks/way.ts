import {
  Deployment,
  DeploymentRequestInput,
  StepUpSubjectInput,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { keyOf } from './requestKeys';

/** How a request is sent: like any, past its approvals in an emergency, or in the place of one that waits for them. */
export type Way =
  | { kind: 'ordinary' }
  | { kind: 'breakGlass' }
  | { kind: 'revision'; of: string };

export const ordinary: Way = { kind: 'ordinary' };

/** What tells one thing that is asked for from another. The same request sent another way is another thing. */
export function asked(way: Way, request: DeploymentRequestInput | undefined) {
  return way.kind === 'ordinary' ? request : { way, request };
}

/** What is signed before a request is sent this way. */
export function subjectOf(
  way: Way,
  request: DeploymentRequestInput,
): StepUpSubjectInput {
  return {
    kind: way.kind === 'breakGlass' ? 'breakGlass' : 'deployment',
    request,
  };
}

/** Sends a request with the grant of its signature. A revision has no key: sent twice, the second one is refused for changing nothing. */
export function sendBy(
  client: VertexAiClient,
  way: Way,
  sent: { request: DeploymentRequestInput; stepUp: string | undefined },
): Promise<Deployment> {
  const { request, stepUp } = sent;
  const key = () => keyOf(client, asked(way, request));
  switch (way.kind) {
    case 'revision':
      return client.reviseDeployment(way.of, request, { stepUp });
    case 'breakGlass':
      return client.breakGlass(request, key(), { stepUp });
    default:
      return client.createDeployment(request, key(), { stepUp });
  }
}
