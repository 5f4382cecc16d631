import { parseArgs } from 'node:util';
import { providerProblems } from './seed/checkProviders';
import { demoSeed } from './seed/demoSeed';
import { EmulatorSeed, WorkloadIdentityPoolSeed } from './seed/EmulatorSeed';
import { needHardwareKeyInProduction } from './seed/needHardwareKeyInProduction';
import { readSeedFile } from './seed/readSeedFile';
import { Emulator, startEmulator } from './startEmulator';

const USAGE = `Google emulator for development and tests (loopback only).

  --port PORT       port to listen on (default 7071, 0 for a free one)
  --state FILE      keep the state in FILE over restarts
  --seed FILE       the world to start with, as JSON, instead of the demo's
  --print-seed      print the demo's world as such a file, and stop
  --issuer URL      issuer of the assertions that the identity providers accept
  --regions A,B     regions that get a port of their own, which refuses other locations
  --stage-ms MS     milliseconds per deployment stage (default 1000)
  --help            this text
`;

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not "${text}".`);
  }
  return Number(text);
}

/** A seed or a state file may name another issuer than the one that is asked for now. */
function useIssuer(
  pools: WorkloadIdentityPoolSeed[],
  issuer: string | undefined,
): void {
  if (issuer === undefined) return;
  for (const pool of pools) {
    for (const provider of pool.providers) provider.issuer = issuer;
  }
  const problems = providerProblems(pools);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The demo portal signs what it deploys to production, so here Google insists on it. */
function demoWorld(): EmulatorSeed {
  const seed = demoSeed();
  needHardwareKeyInProduction(seed);
  return seed;
}

async function main(): Promise<Emulator | undefined> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7071' },
      state: { type: 'string' },
      regions: { type: 'string' },
      seed: { type: 'string' },
      'print-seed': { type: 'boolean', default: false },
      issuer: { type: 'string' },
      'stage-ms': { type: 'string', default: '1000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return undefined;
  }
  const seed = values.seed ? readSeedFile(values.seed) : demoWorld();
  useIssuer(seed.workloadIdentityPools, values.issuer);
  if (values['print-seed']) {
    process.stdout.write(`${JSON.stringify(seed, null, 2)}\n`);
    return undefined;
  }
  const emulator = await startEmulator({
    port: wholeNumber('port', values.port),
    stateFile: values.state,
    regions: values.regions?.split(',').filter(Boolean),
    seed,
    stageDurationMs: wholeNumber('stage-ms', values['stage-ms']),
  });
  useIssuer(emulator.state.iam.workloadIdentityPools, values.issuer);
  for (const [region, port] of Object.entries(emulator.regionPorts)) {
    process.stdout.write(`Port of ${region}: ${port}\n`);
  }
  process.stdout.write(`Google emulator ready on ${emulator.url}\n`);
  return emulator;
}

main()
  .then(emulator => {
    if (!emulator) return;
    const stop = () => {
      // A second signal while connections close ends the process the usual way.
      process.off('SIGINT', stop).off('SIGTERM', stop);
      emulator.stop().then(() => process.exit(0));
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
