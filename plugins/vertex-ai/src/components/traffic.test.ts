import {
  colourAlike,
  compareTraffic,
  remainderOf,
  sharesOf,
  TrafficShare,
} from './traffic';
import { fraudLive } from '../__testUtils__/fixtures';

const share = (id: string, percent: number): TrafficShare => ({
  id,
  label: id,
  percent,
});

describe('traffic', () => {
  it('puts the largest share first and keeps equal ones in place', () => {
    const [a, b] = fraudLive.deployedModels;
    const ids = (deployed: typeof fraudLive.deployedModels) =>
      sharesOf(deployed).map(({ id }) => id);
    expect(ids([b, a])).toEqual(['901', '902']);
    expect(
      ids([
        { ...b, trafficPercent: 50 },
        { ...a, trafficPercent: 50 },
      ]),
    ).toEqual(['901', '902']);
  });

  it('keeps the colour of what runs already when something new comes above it', () => {
    const [before, after] = colourAlike(
      [share('a', 100)],
      [share('b', 90), share('a', 10)],
    );
    expect(before.map(({ colour }) => colour)).toEqual([0]);
    expect(after.map(({ id, colour }) => [id, colour])).toEqual([
      ['b', 1],
      ['a', 0],
    ]);
  });

  it.each([
    [{}, 100],
    [{ '1': 60, '2': 40 }, 0],
    [{ '1': 60, '2': 50 }, -10],
  ])('misses the rest to 100 in %p', (split, rest) => {
    expect(remainderOf(split)).toBe(rest);
  });

  it('tells what is new, what goes away, what changes and what stays', () => {
    expect(
      compareTraffic(
        [share('a', 60), share('b', 30), share('c', 10)],
        [share('d', 40), share('a', 50), share('c', 10)],
      ).map(({ id, before, after, kind }) => [id, before, after, kind]),
    ).toEqual([
      ['d', undefined, 40, 'added'],
      ['a', 60, 50, 'changed'],
      ['c', 10, 10, 'same'],
      ['b', 30, undefined, 'removed'],
    ]);
  });
});
