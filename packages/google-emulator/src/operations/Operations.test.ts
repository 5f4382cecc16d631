import { EmulatorClock } from '../core/EmulatorClock';
import { demoSeed } from '../seed/demoSeed';
import { EmulatorState } from '../state/EmulatorState';
import { Operations } from './Operations';

it('forgets the oldest finished operations beyond 10,000, and none that runs', () => {
  const clock = new EmulatorClock();
  const state = EmulatorState.fromSeed(demoSeed(), clock.now());
  const operations = new Operations({ state, clock, stageDurationMs: 60_000 });
  const parent = 'projects/100000000001/locations/europe-west4';
  const start = (immediate: boolean) =>
    operations.start({
      kind: 'DeleteEndpoint',
      target: `${parent}/endpoints/none`,
      parent,
      input: {},
      immediate,
    });
  const running = start(false);
  const oldest = start(true);
  for (let i = 0; i < 9_999; i += 1) start(true);
  expect(state.operations.size).toBe(10_000);
  expect(operations.get(running.name)).toBeDefined();
  expect(operations.get(oldest.name)).toBeUndefined();
});
