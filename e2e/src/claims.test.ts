import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { openModel, previewNewEndpoint } from './support/navigation';
import { openJourneys } from './support/openJourneys';

describe('staging, where a rule asks for a claim of the sign-in', () => {
  const journeys = openJourneys();

  it(
    'is open to the deployer, whom the identity provider places in the fraud department',
    async () => {
      await journeys.walk(async visitor => {
        const { page } = visitor;
        await visitor.signIn('deployer');
        await openModel(page, '7001', 'staging');
        await page.getByRole('heading', { name: 'fraud-score' }).waitFor();
        await previewNewEndpoint(page, `claims-${Date.now()}`);
        await page.getByText('You may do this, as deployer').waitFor();
        await page.getByText('By the rule fraud-department.').waitFor();
      });
    },
    JOURNEY_WITHIN_MS,
  );
});
