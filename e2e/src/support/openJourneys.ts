import { Journeys, JOURNEY_WITHIN_MS } from './Journeys';

/** For the tests of a file: one browser, opened before the first and closed after the last. */
export function openJourneys(): Pick<Journeys, 'walk' | 'meet'> {
  let journeys: Journeys;

  beforeAll(async () => {
    journeys = await Journeys.open();
  }, JOURNEY_WITHIN_MS);

  afterAll(async () => {
    await journeys?.close();
  });

  return {
    walk: journey => journeys.walk(journey),
    meet: (count, journey) => journeys.meet(count, journey),
  };
}
