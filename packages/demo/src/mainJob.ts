import { randomUUID } from 'node:crypto';
import {
  VertexAiClient,
  type DeploymentDetail,
  type Model,
  type Prediction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { awaitEntity } from './catalog';
import { chainOf } from './chain';
import { follow } from './follow';
import { PortalSession, type PortalUrls } from './PortalSession';
import { deployRequest, payments, place, wantedModel } from './theJob';

const PERSON = 'dana.deployer';
const DEPLOYED_WITHIN_MS = 5 * 60_000;
const IN_CATALOG_WITHIN_MS = 60_000;

/**
 * Signs in, deploys, follows, predicts and shows the chain. `tell` gets the lines for the reader.
 *
 * Throws at the first step that did not happen; returns only when all of it did.
 */
export async function mainJob(
  urls: PortalUrls,
  tell: (line: string) => void,
): Promise<void> {
  const session = await PortalSession.signIn(PERSON, urls);
  step(tell, 'Signed in', `${session.userEntityRef} by OpenID Connect`);

  const client = new VertexAiClient({
    baseUrl: `${urls.backend}/api/vertex-ai`,
    fetch: session.fetch,
  });
  const model = await findModel(client);
  step(
    tell,
    'Model',
    `${model.displayName}@${wantedModel.version}, ${model.framework}, ${model.resourceName}`,
  );
  await preview(client, model, tell);

  step(tell, 'Deploying', `to a new endpoint in ${place.environment}`);
  const deployment = await deploy(client, model, tell);

  const prediction = await predict(client, deployment, tell);
  const entity = await awaitEntity(session, urls.backend, {
    ref: required(deployment.entityRef, 'catalog entity of the deployment'),
    relatedTo: [
      required(deployment.modelEntityRef, 'catalog entity of the model'),
      required(deployment.endpointEntityRef, 'catalog entity of the endpoint'),
    ],
    deadlineMs: IN_CATALOG_WITHIN_MS,
  });
  step(tell, 'Chain', 'from the person to the version that answered');
  for (const [what, value] of chainOf({ deployment, entity, prediction })) {
    tell(`    ${what.padEnd(18)}${value}`);
  }
}

async function findModel(client: VertexAiClient): Promise<Model> {
  const { items } = await client.listModels({
    ...place,
    search: wantedModel.displayName,
  });
  const model = items.find(
    ({ displayName }) => displayName === wantedModel.displayName,
  );
  return required(model, `model ${wantedModel.displayName} in the registry`);
}

async function preview(
  client: VertexAiClient,
  model: Model,
  tell: (line: string) => void,
): Promise<void> {
  const { decision, checks } = await client.previewDeployment(
    deployRequest(model.id),
  );
  if (decision.outcome !== 'allowed') {
    throw new Error(
      `The portal does not allow it: ${JSON.stringify(decision)}`,
    );
  }
  step(tell, 'Preview', `allowed as ${decision.role}`);
  for (const { outcome, title, message } of checks) {
    tell(`    ${outcome.padEnd(8)}${title}: ${message}`);
  }
}

async function deploy(
  client: VertexAiClient,
  model: Model,
  tell: (line: string) => void,
): Promise<DeploymentDetail> {
  const { id } = await client.createDeployment(
    deployRequest(model.id),
    randomUUID(),
  );
  const deployment = await follow(client, id, {
    deadlineMs: DEPLOYED_WITHIN_MS,
    tell: line => tell(`    ${line}`),
  });
  if (deployment.phase !== 'succeeded') {
    throw new Error(
      `The deployment ended as ${deployment.phase}: ${deployment.message}`,
    );
  }
  return deployment;
}

async function predict(
  client: VertexAiClient,
  deployment: DeploymentDetail,
  tell: (line: string) => void,
): Promise<Prediction> {
  const endpoint = required(deployment.endpointId, 'endpoint');
  const prediction = await client.predict(
    { ...place, endpoint },
    { instances: payments.map(({ instance }) => instance) },
  );
  if (
    prediction.modelVersionId !== wantedModel.version ||
    prediction.deployedModelId !== deployment.deployedModelId
  ) {
    throw new Error(
      `Version ${prediction.modelVersionId} (deployed model ${prediction.deployedModelId}) answered, not the one that was deployed.`,
    );
  }
  step(tell, 'Predicted', `in ${Math.round(prediction.durationMs)} ms`);
  payments.forEach(({ what }, index) => {
    tell(
      `    ${what.padEnd(24)}fraud score ${JSON.stringify(
        prediction.predictions[index],
      )}`,
    );
  });
  return prediction;
}

function step(
  tell: (line: string) => void,
  title: string,
  detail: string,
): void {
  tell(`\n${title.padEnd(12)}${detail}`);
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`There is no ${what}.`);
  }
  return value;
}
