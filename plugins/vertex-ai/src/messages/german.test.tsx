import { screen } from '@testing-library/react';
import { startBackend } from '../__testUtils__/backend';
import { catalogEntity } from '../__testUtils__/catalogEntity';
import { lease } from '../__testUtils__/accessFixtures';
import {
  approval,
  approvalComparison,
  approvalDetail,
} from '../__testUtils__/approvals';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  securityKey,
} from '../__testUtils__/fixtures';
import { renderEntity, renderPortal } from '../__testUtils__/renderPortal';
import * as approvals from './approvals';
import * as common from './common';
import * as credentials from './credentials';
import german from './de';
import * as deploy from './deploy';
import * as deployments from './deployments';
import * as emergency from './emergency';
import * as issuer from './issuer';
import * as models from './models';
import { overview } from './overview';
import { problem } from './problem';
import * as revise from './revise';
import * as stepUp from './stepUp';

interface Messages {
  [key: string]: string | Messages;
}

const textsOf = (messages: Messages): string[] =>
  Object.values(messages).flatMap(value =>
    typeof value === 'string' ? [value] : textsOf(value),
  );

/** What only English says. */
const english = new Set(
  textsOf({
    approvals,
    common,
    credentials,
    deploy,
    deployments,
    emergency,
    issuer,
    models,
    overview,
    problem,
    revise,
    stepUp,
  }),
);
Object.values(german.messages).forEach(text => english.delete(text ?? ''));

/** All that is shown, piece by piece. */
function shown(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode.textContent!.trim());
  }
  return texts;
}

describe('an app in German', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['viewer']), environment([], 'prod')],
    });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [deployment] });
    backend.on('listKeyResets', { items: [] });
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: true,
    });
    backend.on('getDeployment', deploymentDetail);
    backend.on('listLeases', { items: [lease] });
    backend.on('listApprovals', { items: [approval] });
    backend.on('getApproval', approvalDetail);
    backend.on('compareApproval', approvalComparison);
  });

  it.each([
    ['/overview', /Deine Rollen/],
    ['/models', /fraud-score/],
    ['/models/dev/europe-west4/7001', /champion/],
    ['/endpoints', /fraud-live/],
    ['/endpoints/dev/europe-west4/4001', /Vorhersage anfragen/],
    ['/deployments', /STARTING_MODEL_SERVER/],
    [`/deployments/${deployment.id}`, /Was versichert wurde/],
    ['/deployments/new', /Modell/],
    ['/approvals', /Wartet auf mich/],
    [`/approvals/${deployment.id}`, /Was es braucht/],
    ['/security-keys', /Deine Schlüssel/],
    ['/credentials', /mitgenommen/],
    ['/nowhere', /Seite nicht gefunden/],
  ])('has no English words of ours on %s', async (path, there) => {
    renderPortal(path, { language: 'de' });
    await screen.findAllByText(there);
    expect(shown().filter(text => english.has(text))).toEqual([]);
  });

  it.each([
    ['Resource', 'ai-model', /champion/],
    ['API', 'ai-model-server', /Vorhersage anfragen/],
    ['Resource', 'model-deployment', /Was versichert wurde/],
  ])('has none on the entity page of a %s %s', async (kind, type, there) => {
    renderEntity(catalogEntity(kind, type), { language: 'de' });
    await screen.findAllByText(there);
    expect(shown().filter(text => english.has(text))).toEqual([]);
  });
});
