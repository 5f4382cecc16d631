import { Benchmark, Report, Verdict } from './measure/Benchmark';
import { describeMachine } from './measure/machine';

/**
 * Runs benchmarks one after the other and says what each found.
 *
 * @returns whether every promise was kept
 */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  report: Report,
): Promise<boolean> {
  const verdicts: Verdict[] = [];
  for (const { name, question, run } of benchmarks) {
    report.say('');
    report.say(`${name}: ${question}`);
    report.say(`  command  npm run bench -- ${name}`);
    report.say(`  machine  ${describeMachine()}`);
    for (const verdict of await run(report)) {
      verdicts.push(verdict);
      report.say(`  ${lineOf(verdict)}`);
    }
  }
  const kept = verdicts.filter(({ isMet }) => isMet).length;
  report.say('');
  report.say(`${kept} of ${verdicts.length} targets met`);
  return kept === verdicts.length;
}

function lineOf({ what, measured, target, isMet }: Verdict): string {
  return `${
    isMet ? 'met    ' : 'MISSED '
  }  ${what}: ${measured} (target ${target})`;
}
