import {
  DeploymentChanged,
  isFinal,
  Phase,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** In these nothing has been changed at Google yet. */
const harmless: Phase[] = [
  'awaitingApproval',
  'queued',
  'preparing',
  'rejected',
  'expired',
];

/**
 * Whether a changed deployment may make old what was read under a key.
 *
 * The news names an environment, not an endpoint or a model: it is on its way to many people and reveals no more than a row of the history.
 */
export function concerns(
  key: readonly unknown[],
  change: DeploymentChanged,
): boolean {
  const [kind, about] = key;
  switch (kind) {
    case 'approval':
    case 'deployment':
      return about === change.id;
    case 'approvals':
      return isOf(about, change);
    case 'deployments':
      return isOf(about, change) && canEnter(about, change.phase);
    case 'endpoint':
    case 'endpoints':
    case 'model':
    case 'models':
      return isOf(about, change) && !harmless.includes(change.phase);
    default:
      return false;
  }
}

/** Whether something is of the environment of a change, or of all environments. */
function isOf(about: unknown, change: DeploymentChanged): boolean {
  const environment = read(about, 'environment');
  return environment === undefined || environment === change.environment;
}

/** A list of those that have ended in one way only grows when another ends so; nothing leaves it. */
function canEnter(about: unknown, phase: Phase): boolean {
  const only = read(about, 'phase') as Phase | undefined;
  return only === undefined || !isFinal(only) || only === phase;
}

function read(about: unknown, name: string): unknown {
  return (about as Record<string, unknown> | undefined)?.[name];
}
