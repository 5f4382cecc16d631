import type { Action } from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig, ModelRule } from '../config';
import { looksLike, looksLikeOneOf } from './lookAlike';

/** What is known of a model. */
export interface ModelFacts {
  displayName: string;
  labels: Record<string, string>;
}

/** A model that a request touches. One that could not be read may be any. */
export type TouchedModel = (ModelFacts | { unread: string }) & {
  /** Its id on the endpoint, where it runs on one. */
  deployedAs?: string;
};

/** What is done to models, or with them. Reading is not among it: whoever may see an environment sees all of its models. */
const actionsOnModels: readonly Action[] = [
  'prediction.invoke',
  'model.upload',
  'model.update',
  'deployment.create',
  'deployment.undeploy',
  'traffic.set',
  'credential.checkout',
];

/** Whether rules for single models are asked at all. */
export function hasModelRules(
  { models }: Pick<EnvironmentConfig, 'models'>,
  action: Action,
): boolean {
  return models.length > 0 && actionsOnModels.includes(action);
}

/** A rule that applies, and the model for which it does. */
export interface AppliedModelRule {
  rule: ModelRule;
  /** Name of the model, or why it could not be read. */
  model: string;
  known: boolean;
}

/**
 * The rules that apply to the models. They narrow, so what cannot be told counts as a match: a model that could not be read, a label
 * that is not set, a name that looks like one of the pattern.
 */
export function appliedModelRules(
  { models: rules }: Pick<EnvironmentConfig, 'models'>,
  touched: readonly TouchedModel[],
): AppliedModelRule[] {
  return touched.flatMap(model =>
    rules
      .filter(rule => applies(rule, model))
      .map(rule =>
        'unread' in model
          ? { rule, model: model.unread, known: false }
          : { rule, model: model.displayName, known: true },
      ),
  );
}

function applies({ match }: ModelRule, model: TouchedModel): boolean {
  if ('unread' in model) {
    return true;
  }
  return (
    Object.entries(match.labels).every(
      ([label, value]) =>
        !Object.hasOwn(model.labels, label) ||
        looksLike(model.labels[label], value),
    ) &&
    (match.namePattern === undefined ||
      looksLikeOneOf(model.displayName, match.namePattern))
  );
}
