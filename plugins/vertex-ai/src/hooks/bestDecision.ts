import {
  Action,
  Decision,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';

const order: Decision['outcome'][] = ['allowed', 'needs', 'denied'];

/**
 * The most favourable answer among several environments, for a button that is not about one of them.
 * Undefined when there are none.
 */
export function bestDecision(
  environments: Environment[],
  action: Action,
): Decision | undefined {
  return environments
    .map(environment => environment.access[action])
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))[0];
}
