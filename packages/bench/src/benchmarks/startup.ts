import { startEmulator } from '@backstage-vertex/google-emulator';
import { Benchmark, Report, Verdict } from '../measure/Benchmark';
import { summarise } from '../measure/quantiles';
import { buildChild } from '../startup/buildChild';
import { StartMeasurement } from '../startup/measureStart';
import { startOnce } from '../startup/startOnce';

const ROUNDS = 5;
const IDLE_MS = 10_000;
const MAX_ADDED_MS = 800;
const MAX_ADDED_MIB = 110;
const MAX_BLOCK_MS = 500;

/** What the plugin adds to the start of a backend that is otherwise empty. */
export const startup: Benchmark = {
  name: 'startup',
  question:
    'a backend with the plugin, against the same backend with an empty one',
  async run(report) {
    const program = await buildChild();
    const emulator = await startEmulator();
    try {
      const options = { googleUrl: emulator.url, idleMs: IDLE_MS };
      const empty: StartMeasurement[] = [];
      const ours: StartMeasurement[] = [];
      // The first start of each reads files that later ones find in memory.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const pair = [
          await startOnce(program, false, options),
          await startOnce(program, true, options),
        ];
        if (round > 0) {
          empty.push(pair[0]);
          ours.push(pair[1]);
        }
      }
      describe(report, { empty, ours });
      return judge(empty, ours);
    } finally {
      await emulator.stop();
    }
  },
};

function median(
  starts: readonly StartMeasurement[],
  of: keyof StartMeasurement,
): number {
  return summarise(starts.map(start => start[of])).p50;
}

function describe(
  report: Report,
  measured: Record<'empty' | 'ours', StartMeasurement[]>,
): void {
  for (const [name, starts] of Object.entries(measured)) {
    const ready = summarise(starts.map(start => start.readyMs));
    report.say(
      `  ${name.padEnd(8)} ready p50 ${ready.p50.toFixed(0)} ms, p99 ` +
        `${ready.p99.toFixed(0)} ms (processor ${median(
          starts,
          'cpuMs',
        ).toFixed(0)} ms), ${median(starts, 'rssMiB').toFixed(0)} MiB, ${
          starts.length
        } starts`,
    );
  }
}

function judge(
  empty: readonly StartMeasurement[],
  ours: readonly StartMeasurement[],
): Verdict[] {
  const added = (of: keyof StartMeasurement) =>
    median(ours, of) - median(empty, of);
  const ratio = median(ours, 'readyMs') / median(empty, 'readyMs');
  const block = Math.max(...ours.map(start => start.longestBlockMs));
  return [
    {
      what: 'added until ready, p50',
      measured: `${added('readyMs').toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
      target: `at most ${MAX_ADDED_MS} ms`,
      isMet: added('readyMs') <= MAX_ADDED_MS,
    },
    {
      what: 'added memory (RSS), p50',
      measured: `${added('rssMiB').toFixed(0)} MiB`,
      target: `at most ${MAX_ADDED_MIB} MiB`,
      isMet: added('rssMiB') <= MAX_ADDED_MIB,
    },
    {
      what: `longest block of the event loop in the ${
        IDLE_MS / 1000
      } s after the start`,
      measured: `${block.toFixed(0)} ms`,
      target: `at most ${MAX_BLOCK_MS} ms`,
      isMet: block <= MAX_BLOCK_MS,
    },
  ];
}
