import type { EffectKind } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import type { EffectState } from '../model';
import { createEndpoint } from './createEndpoint';
import { deleteEndpoint } from './deleteEndpoint';
import { deployModel } from './deployModel';
import type { Effect, GoogleAccess, Outcome } from './Effect';
import { followOperation } from './operations';
import { restoreTraffic, setTraffic } from './traffic';
import { undeployModel } from './undeployModel';

/** Every kind of write at Google. A new one is a file and a line here. */
const effects: { [K in EffectKind]: Effect<K> } = {
  createEndpoint,
  deployModel,
  setTraffic,
  restoreTraffic,
  undeployModel,
  deleteEndpoint,
};

/**
 * Sends a write. ALREADY_EXISTS is answered with a look: an earlier request of ours whose answer was lost may have done it.
 *
 * @throws VertexAiError
 */
export async function sendEffect<K extends EffectKind>(
  effect: EffectState<K>,
  google: GoogleAccess,
): Promise<Outcome> {
  const handler: Effect<K> = effects[effect.kind];
  try {
    return await handler.send(effect.arguments, google);
  } catch (error) {
    if (VertexAiError.is(error) && error.code === 'conflict' && !error.retry) {
      return lookUpConflict(effect, google);
    }
    throw error;
  }
}

async function lookUpConflict<K extends EffectKind>(
  effect: EffectState<K>,
  google: GoogleAccess,
): Promise<Outcome> {
  const found = await lookUpEffect(effect, google);
  if (found.type === 'notFound') {
    throw new VertexAiError(
      'conflict',
      'Google says that this exists already, but does not show it yet.',
      { retry: { afterMs: 2_000 } },
    );
  }
  return found;
}

/** Finds out what became of a write whose answer we do not have. @throws VertexAiError */
export function lookUpEffect<K extends EffectKind>(
  effect: EffectState<K>,
  google: GoogleAccess,
): Promise<Outcome> {
  const handler: Effect<K> = effects[effect.kind];
  return handler.lookUp(effect, google);
}

/** Reads the operation of a running write once. @throws VertexAiError */
export function followEffect<K extends EffectKind>(
  effect: EffectState<K>,
  google: GoogleAccess,
): Promise<Outcome> {
  const handler: Effect<K> = effects[effect.kind];
  return followOperation(handler, effect, google);
}

export { isBeingChanged } from './operations';
export { readEndpoint } from './readEndpoint';
export { readModel } from './readModel';
export type { GoogleAccess } from './Effect';
