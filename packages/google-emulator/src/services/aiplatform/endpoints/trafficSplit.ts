import { ApiError } from '../../../core/ApiError';
import { EndpointRecord } from '../../../state/records';
import { vertexTexts } from '../../../texts';

export type TrafficSplit = Record<string, number>;

/** The key that stands for the model being deployed. */
export const NEW_MODEL = '0';

/**
 * Throws INVALID_ARGUMENT unless the split is empty, or names only deployed models (`knownIds`) with whole
 * percentages that add up to 100.
 */
export function checkTrafficSplit(
  split: TrafficSplit,
  knownIds: string[],
): void {
  const entries = Object.entries(split);
  if (entries.length === 0) return;
  const unknown = entries
    .map(([id]) => id)
    .filter(id => !knownIds.includes(id));
  if (unknown.length > 0) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.unknownDeployedModels(unknown),
    );
  }
  const outside = entries.find(([, percent]) => percent < 0 || percent > 100);
  if (outside) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.trafficRange(...outside),
    );
  }
  const sum = entries.reduce((total, [, percent]) => total + percent, 0);
  if (sum !== 100) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.trafficSum(sum));
  }
}

/**
 * The split that remains when the deployed model `id` goes, with `sent` in the place of the present one. Throws for an
 * id that is not deployed, and for one that would still get traffic; only the last model may go with its traffic.
 */
export function splitWithout(
  id: string,
  { deployedModels, trafficSplit }: EndpointRecord,
  sent: TrafficSplit | undefined,
): TrafficSplit {
  const ids = deployedModels.map(model => model.id);
  if (!ids.includes(id)) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.unknownDeployedModels([id]),
    );
  }
  if (sent) checkTrafficSplit(sent, ids);
  if (ids.length === 1) return {};
  const { [id]: traffic = 0, ...rest } = sent ?? trafficSplit;
  if (traffic > 0) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.undeployWithTraffic(id),
    );
  }
  return rest;
}

/** The split with the real id in the place of `"0"`. */
export function withNewModel(split: TrafficSplit, id: string): TrafficSplit {
  return Object.fromEntries(
    Object.entries(split).map(([key, percent]) => [
      key === NEW_MODEL ? id : key,
      percent,
    ]),
  );
}

/**
 * Whose turn it is for request number `count` (0, 1, 2, …). Deterministic, exact over every 100 requests, and
 * spread out: 61 and 100 have no common factor, so the positions jump around the hundred.
 */
export function chooseDeployedModel(
  split: TrafficSplit,
  count: number,
): string | undefined {
  const position = (count * 61) % 100;
  let upTo = 0;
  for (const [id, percent] of Object.entries(split).sort()) {
    upTo += percent;
    if (position < upTo) return id;
  }
  return undefined;
}
