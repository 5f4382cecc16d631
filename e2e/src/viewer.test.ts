import type { Page, Request } from 'playwright-core';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { openEndpoint, openModel, openTab } from './support/navigation';
import { openJourneys } from './support/openJourneys';
import { sentenceOf } from './support/sentenceOf';
import type { Visitor } from './support/Visitor';

const API = 'http://localhost:7007/api/vertex-ai/v1';
/** Two gates are shut to a viewer: the roles of the environment, and the permission policy of the portal. */
const needs = (action: string, roles: string, permission: string) =>
  `To ${action} here you need the role ${roles}. Ask group:default/ml-platform for it. The permission policy of this portal must grant you vertex-ai.${permission}; the people who run the portal change it.`;

describe('the viewer', () => {
  const journeys = openJourneys();

  it(
    'sees everything, can change nothing, and is told why',
    async () => {
      await journeys.walk(async visitor => {
        const { page } = visitor;
        await visitor.signIn('viewer');
        const asked = page.waitForRequest(request =>
          request.url().startsWith(API),
        );
        await seeEverything(page);
        await beRefusedOnModel(page);
        await beRefusedOnEndpoint(page);
        await beRefusedByServer(visitor, await asked);
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

async function seeEverything(page: Page): Promise<void> {
  await openTab(page, 'Overview');
  for (const environment of ['Development', 'Staging', 'Production']) {
    await page.getByRole('heading', { name: environment }).waitFor();
  }
  await openTab(page, 'Endpoints');
  await page.getByRole('link', { name: 'fraud-live' }).waitFor();
  await openTab(page, 'Deployments');
  // An address that somebody was sent: its filter applies, and the session is still there.
  await page.goto('/vertex-ai/models?environment=prod');
  await page.getByRole('link', { name: 'fraud-score' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
}

async function beRefusedOnModel(page: Page): Promise<void> {
  await openModel(page, '7001');
  await page.getByRole('button', { name: 'Deploy v1' }).waitFor();
  await page.getByText('What you cannot do in Development').waitFor();
  for (const button of ['Deploy', 'Deploy v1', 'Deploy v2']) {
    await refused(
      page,
      button,
      needs('deploy a model', 'deployer or admin', 'deployment.create'),
    );
  }
}

async function beRefusedOnEndpoint(page: Page): Promise<void> {
  await openEndpoint(page, 'fraud-live');
  await page.getByRole('button', { name: 'Undeploy fraud-score' }).waitFor();
  await page.getByText('What you cannot do in Development').waitFor();
  const deployers = 'deployer or admin';
  const refusals = {
    Deploy: needs('deploy a model', deployers, 'deployment.create'),
    'Change traffic': needs('change the traffic', deployers, 'traffic.set'),
    'Undeploy fraud-score v1': needs(
      'undeploy a model',
      deployers,
      'deployment.undeploy',
    ),
    Send: needs(
      'send a prediction',
      'predictor, deployer, or admin',
      'prediction.invoke',
    ),
  };
  for (const [button, why] of Object.entries(refusals)) {
    await refused(page, button, why);
  }
}

/** The button is there, says why it does nothing, and does nothing. */
async function refused(page: Page, name: string, why: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  const description = await button.getAttribute('aria-describedby');
  expect(await sentenceOf(page.locator(`[id="${description}"]`))).toBe(why);

  const before = page.url();
  // From somewhere else: a pointer that appears on the button has not pointed at it.
  await page.mouse.move(0, 0);
  await page.getByRole('tooltip').first().waitFor({ state: 'detached' });
  await button.hover();
  await page.getByRole('tooltip').filter({ hasText: why }).waitFor();
  await button.click({ force: true });
  expect(page.url()).toBe(before);
  expect(await page.getByRole('dialog').count()).toBe(0);
}

/** A page could be changed by whoever looks at it; the server refuses all the same, and Backstage's permission policy is asked first. */
async function beRefusedByServer(
  { context }: Visitor,
  asked: Request,
): Promise<void> {
  const answer = await context.request.post(`${API}/deployments`, {
    headers: {
      authorization: (await asked.headerValue('authorization')) ?? '',
      'idempotency-key': `viewer-${Date.now()}`,
    },
    data: {
      action: 'deployment.undeploy',
      environment: 'dev',
      location: 'europe-west4',
      endpointId: '4001',
      deployedModelId: '9001',
      etag: 'as-it-was-seen',
    },
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'forbidden' });
}
