import {
  action,
  access,
  common,
  confirm,
  filters,
  notFound,
  phase,
  sources,
} from './common';
import { accessReview } from './access';
import { approvals } from './approvals';
import { accessReview as germanAccessReview } from './de/access';
import { approvals as germanApprovals } from './de/approvals';
import { basics } from './de/basics';
import { changes } from './de/changes';
import { emergency as germanEmergency } from './de/emergency';
import { issuer as germanIssuer } from './de/issuer';
import { problems } from './de/problems';
import { registry } from './de/registry';
import { revise as germanRevise } from './de/revise';
import { stepUp as germanStepUp } from './de/stepUp';
import { deploy, entity, preview } from './deploy';
import { cancel, deployments, identity } from './deployments';
import { emergency } from './emergency';
import { environments } from './environments';
import { google } from './google';
import { endpoints, models, predict, traffic, undeploy } from './models';
import { issuer } from './issuer';
import { overview } from './overview';
import { problem } from './problem';
import { revise } from './revise';
import { securityKeys, stepUp } from './stepUp';

interface Messages {
  [key: string]: string | Messages;
}

function flatten(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const placeholders = (message: string) =>
  (message.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the German messages', () => {
  const german: Record<string, string> = {
    ...germanAccessReview,
    ...germanApprovals,
    ...basics,
    ...changes,
    ...germanEmergency,
    ...germanIssuer,
    ...problems,
    ...registry,
    ...germanRevise,
    ...germanStepUp,
  };
  const english = flatten({
    access,
    accessReview,
    action,
    approvals,
    cancel,
    common,
    confirm,
    deploy,
    deployments,
    endpoints,
    emergency,
    entity,
    environments,
    filters,
    google,
    identity,
    issuer,
    models,
    notFound,
    overview,
    phase,
    predict,
    preview,
    problem,
    revise,
    securityKeys,
    sources,
    stepUp,
    traffic,
    undeploy,
  });

  it.each(english)('fill in the same values for %s', (key, message) => {
    expect(placeholders(german[key])).toEqual(placeholders(message));
  });

  it('have no message that English lacks', () => {
    expect(Object.keys(german).sort()).toEqual(
      english.map(([key]) => key).sort(),
    );
  });
});
