import { VertexAiError } from '../../core';

/**
 * Evaluates conditions of Backstage's permission policy.
 *
 * @throws VertexAiError `forbidden` when they name a rule that there is not, or parameters that it does not take: what cannot be
 *   evaluated is a refusal, and no mistake of the caller
 */
export function evaluate<T>(permission: { name: string }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new VertexAiError(
      'forbidden',
      `Backstage's permission policy answers for ${permission.name} with conditions that cannot be evaluated. Its author has to mend them.`,
      { cause: error, privateDetail: String(error) },
    );
  }
}
