import {
  PredictionRequest,
  predictionRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';

export type ParsedInstances =
  | { request: PredictionRequest; mistake?: undefined }
  | {
      request?: undefined;
      /** `json` carries the parser's own words, `shape` the path and what is wrong there. */
      mistake: { kind: 'json' | 'shape'; detail: string };
    };

/**
 * Reads what was typed as the body of a prediction.
 *
 * A bare array is taken as the instances, since that is how examples are usually written.
 */
export function parseInstances(text: string): ParsedInstances {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { mistake: { kind: 'json', detail: (error as Error).message } };
  }
  const parsed = predictionRequestSchema.safeParse(
    Array.isArray(value) ? { instances: value } : value,
  );
  if (parsed.success) {
    return { request: parsed.data };
  }
  const [issue] = parsed.error.issues;
  return {
    mistake: {
      kind: 'shape',
      detail: [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
    },
  };
}
