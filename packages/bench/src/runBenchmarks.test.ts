import { Benchmark, Verdict } from './measure/Benchmark';
import { runBenchmarks } from './runBenchmarks';

function aBenchmark(name: string, ...met: boolean[]): Benchmark {
  return {
    name,
    question: 'is it?',
    run: async () =>
      met.map(
        (isMet): Verdict => ({
          what: name,
          measured: '2 ms',
          target: '1 ms',
          isMet,
        }),
      ),
  };
}

describe('runBenchmarks', () => {
  it('tells command, machine and each verdict, and that a promise was not kept', async () => {
    const lines: string[] = [];
    await expect(
      runBenchmarks([aBenchmark('one', true), aBenchmark('two', true, false)], {
        say: line => lines.push(line),
      }),
    ).resolves.toBe(false);
    const text = lines.join('\n');
    expect(text).toContain('npm run bench -- two');
    expect(text).toMatch(/\d+ cores .*GiB memory.*Node \d+/);
    expect(text).toContain('MISSED   two: 2 ms (target 1 ms)');
    expect(lines.at(-1)).toBe('2 of 3 targets met');
  });

  it('succeeds when every promise was kept', async () => {
    await expect(
      runBenchmarks([aBenchmark('one', true)], { say: () => {} }),
    ).resolves.toBe(true);
  });
});
