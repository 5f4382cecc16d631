import {
  colourAlike,
  markOf,
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

  it('marks sixteen models so that no two look alike, and more than that by their number', () => {
    const marks = Array.from({ length: 40 }, (_, place) =>
      markOf(share(String(place), 1), place),
    );
    const looks = marks.map(
      mark => `${mark['data-colour']} ${mark['data-pattern']}`,
    );
    expect(new Set(looks.slice(0, 16)).size).toBe(16);
    expect(new Set(marks.map(mark => mark['data-number'])).size).toBe(40);
  });

  it('marks the same model alike in both bars', () => {
    const [[before], after] = colourAlike(
      [share('a', 100)],
      [share('b', 90), share('a', 10)],
    );
    expect(markOf(after[1], 1)).toEqual(markOf(before, 0));
  });

  it.each([
    [{}, 100],
    [{ '1': 60, '2': 40 }, 0],
    [{ '1': 60, '2': 50 }, -10],
  ])('misses the rest to 100 in %p', (split, rest) => {
    expect(remainderOf(split)).toBe(rest);
  });
});
