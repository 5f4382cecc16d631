import type { HopName } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Explanation, ExplanationFacts } from './explanations/model';
import { otherExplanations } from './explanations/otherExplanations';
import { stsExplanations } from './explanations/stsExplanations';

export type { ExplanationFacts } from './explanations/model';
export { poolOf } from './explanations/poolOf';

interface Failure {
  hop: HopName;
  /** Google's error name, or ours. */
  code: string;
  /** Google's own words. */
  message: string;
}

/** The first row that fits is taken; a row without words is the last of its code. */
export const explanations: readonly Explanation[] = [
  ...otherExplanations,
  ...stsExplanations,
];

/** What a failure means and what repairs it; nothing where we do not know. */
export function explain(
  failure: Failure,
  facts: ExplanationFacts,
): string | undefined {
  return explanations
    .find(
      ({ hop, code, words }) =>
        hop === failure.hop &&
        code === failure.code &&
        (words === undefined || words.test(failure.message)),
    )
    ?.text(facts);
}
