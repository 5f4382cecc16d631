import type { Page } from 'playwright-core';
import { Journeys, JOURNEY_WITHIN_MS } from './support/Journeys';
import { openTab } from './support/navigation';
import { OtherBackend } from './support/OtherBackend';
import { sentenceOf } from './support/sentenceOf';

/** A provider that nobody has set up in the pool. */
const WRONG_AUDIENCE =
  '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portall';
/** What Google answers then. */
const GOOGLES_WORDS =
  'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.';

describe('a wrong provider audience', () => {
  let journeys: Journeys;
  let misconfigured: OtherBackend;

  beforeAll(async () => {
    misconfigured = await OtherBackend.start({
      'vertexAi.environments.dev.credentials.audience': WRONG_AUDIENCE,
    });
    journeys = await Journeys.open([misconfigured.browserFlag]);
  }, JOURNEY_WITHIN_MS);

  afterAll(async () => {
    await journeys?.close();
    await misconfigured?.stop();
  });

  it(
    "fails with Google's own words at the STS hop",
    async () => {
      await journeys.walk(async visitor => {
        await visitor.signIn('deployer');
        await seeWhatIsUnreadable(visitor.page);
        await askTheDoctor(visitor.page);
        await beStopped(visitor.page);
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

/** The list of models names the environment that cannot be read, and shows the others. */
async function seeWhatIsUnreadable(page: Page): Promise<void> {
  await openTab(page, 'Models');
  await page.getByText('places could not be read').first().waitFor();
}

/** Who names the hop, and a command to look with. */
async function askTheDoctor(page: Page): Promise<void> {
  await openTab(page, 'Environments');
  await page.getByRole('button', { name: 'Examine' }).first().click();
  await page.getByText('Something is broken').waitFor();
  const hops = page.getByRole('list', { name: 'The way, hop by hop' });
  const sts = hops.getByRole('listitem').filter({ hasText: 'Token exchange' });
  const sentence = await sentenceOf(sts);
  expect(sentence).toContain('failed');
  expect(sentence).toContain(GOOGLES_WORDS);
  expect(sentence).toContain('providers describe portall');
}

async function beStopped(page: Page): Promise<void> {
  await page.goto('/vertex-ai/models/dev/europe-west4/7001');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  const sentence = await sentenceOf(alert);
  expect(sentence).toContain('No credential could be obtained from Google');
  expect(sentence).toContain('It broke at the hop “Token exchange (STS)”');
  expect(sentence).toContain(GOOGLES_WORDS);
}
