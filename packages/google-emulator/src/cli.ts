import { parseArgs } from 'node:util';
import { demoSeed } from './seed/demoSeed';
import { Emulator, startEmulator } from './startEmulator';

const USAGE = `Google emulator for development and tests (loopback only).

  --port PORT       port to listen on (default 7071, 0 for a free one)
  --state FILE      keep the state in FILE over restarts
  --issuer URL      issuer of the assertions that the seeded identity provider accepts
  --stage-ms MS     milliseconds per deployment stage (default 1000)
  --help            this text
`;

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not "${text}".`);
  }
  return Number(text);
}

/** A state file may remember another issuer than the one that is asked for now. */
function followIssuer(emulator: Emulator, issuer: string): void {
  for (const pool of emulator.state.iam.workloadIdentityPools) {
    for (const provider of pool.providers) provider.issuer = issuer;
  }
}

async function main(): Promise<Emulator | undefined> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7071' },
      state: { type: 'string' },
      issuer: { type: 'string' },
      'stage-ms': { type: 'string', default: '1000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return undefined;
  }
  const emulator = await startEmulator({
    port: wholeNumber('port', values.port),
    stateFile: values.state,
    seed: demoSeed({ issuer: values.issuer }),
    stageDurationMs: wholeNumber('stage-ms', values['stage-ms']),
  });
  if (values.issuer) followIssuer(emulator, values.issuer);
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
