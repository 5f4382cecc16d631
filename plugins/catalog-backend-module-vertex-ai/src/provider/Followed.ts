import {
  Deployment,
  VertexAiClient,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CatalogSettings, shows } from '../config/CatalogSettings';
import { MappingContext } from '../entities/MappingContext';
import { Inventory } from '../inventory/Inventory';
import { ModelIndex } from '../inventory/ModelIndex';
import { EntityLedger } from '../ledger/EntityLedger';

export interface FollowerOptions {
  client: VertexAiClient;
  inventory: Inventory;
  ledger: EntityLedger;
  settings: CatalogSettings;
}

/** A deployment with what is needed to map it and what it touches. */
export interface Followed {
  deployment: Deployment;
  context: MappingContext;
  models: ModelIndex;
}

/**
 * Reads the truth by the id of a deployment; what an event said about it is not trusted.
 *
 * @returns undefined when there is no such deployment, or this instance does not show it
 */
export async function readFollowed(
  { client, ledger, inventory, settings }: FollowerOptions,
  id: string,
  signal?: AbortSignal,
): Promise<Followed | undefined> {
  const deployment = await found(client.getDeployment(id, signal));
  if (!deployment || !shows(settings, deployment.environment)) {
    return undefined;
  }
  // Each time, as the backend may run with another configuration by now.
  const environments = await inventory.environments(signal);
  const environment = environments.find(
    ({ name }) => name === deployment.environment,
  );
  if (!environment) {
    throw new Error(
      `the backend does not list the environment '${deployment.environment}'`,
    );
  }
  await ledger.recoverOnce();
  return {
    deployment,
    context: inventory.contextOf(environment),
    models: new ModelIndex(ledger.all()),
  };
}

/** Absent when the backend says that there is no such thing; every other failure is thrown. */
export async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (
      error instanceof VertexAiProblemError &&
      error.problem.code === 'not_found'
    ) {
      return undefined;
    }
    throw error;
  }
}
