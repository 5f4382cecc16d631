import { benchmarks } from './benchmarks';
import { runBenchmarks } from './runBenchmarks';

const names = process.argv.slice(2);
const unknown = names.filter(
  name => !benchmarks.some(benchmark => benchmark.name === name),
);

if (unknown.length > 0 || names.includes('--help')) {
  process.stdout.write(
    `Benchmarks, each a ratio against an alternative in the same run:\n\n${benchmarks
      .map(({ name, question }) => `  ${name.padEnd(20)}${question}\n`)
      .join('')}\nName those to run; all without a name.\n`,
  );
  process.exitCode = names.includes('--help') ? 0 : 2;
} else {
  const chosen = benchmarks.filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
  runBenchmarks(chosen, { say: line => process.stdout.write(`${line}\n`) })
    .then(isMet => {
      // Clients keep sockets and timers; everything that a benchmark started has ended.
      process.exit(isMet ? 0 : 1);
    })
    .catch(error => {
      process.stderr.write(`${error?.stack ?? error}\n`);
      process.exit(2);
    });
}
