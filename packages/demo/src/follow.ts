import {
  isFinal,
  type DeploymentDetail,
  type VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';

const ASK_EVERY_MS = 250;

/**
 * Follows a deployment until nothing more will happen, and tells each phase and each of Google's
 * stages once.
 *
 * Throws when it takes longer than `deadlineMs`; how it ended is the caller's to judge.
 */
export async function follow(
  client: VertexAiClient,
  deploymentId: string,
  options: { deadlineMs: number; tell: (line: string) => void },
): Promise<DeploymentDetail> {
  const startedAt = Date.now();
  let told = 0;
  for (;;) {
    const deployment = await client.getDeployment(deploymentId);
    for (const event of deployment.events) {
      if (event.sequence > told) {
        told = event.sequence;
        const seconds =
          (Date.parse(event.at) - Date.parse(deployment.createdAt)) / 1000;
        options.tell(
          `+${seconds.toFixed(1).padStart(5)} s  ${event.phase.padEnd(10)}  ${
            event.message
          }`,
        );
      }
    }
    if (isFinal(deployment.phase)) {
      return deployment;
    }
    if (Date.now() - startedAt > options.deadlineMs) {
      throw new Error(
        `The deployment ${deploymentId} is still ${deployment.phase} after ${
          options.deadlineMs / 1000
        } s: ${deployment.message}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
  }
}
