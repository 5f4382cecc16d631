import { summarise } from './quantiles';

describe('summarise', () => {
  it('gives values that were measured, whatever their order', () => {
    const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(summarise(samples)).toEqual({
      count: 200,
      p50: 100,
      p99: 198,
      max: 200,
    });
  });

  it('gives the largest as the 99th percentile of a few', () => {
    expect(summarise([3, 1, 2])).toEqual({ count: 3, p50: 2, p99: 3, max: 3 });
  });

  it('refuses to speak about nothing', () => {
    expect(() => summarise([])).toThrow('nothing was measured');
  });
});
