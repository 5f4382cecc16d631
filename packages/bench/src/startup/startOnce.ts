import { freePort } from '@backstage-vertex/testkit';
import { spawn } from 'node:child_process';
import { StartMeasurement, StartOptions } from './measureStart';

const TIMEOUT_MS = 120_000;

/** Starts a backend in a process of its own, as an operator would, and gives what it measured. `program` comes from `buildChild`. */
export async function startOnce(
  program: string,
  withPlugin: boolean,
  options: Omit<StartOptions, 'port'>,
): Promise<StartMeasurement> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      program,
      withPlugin ? 'with' : 'without',
      String(await freePort()),
      options.googleUrl,
      String(options.idleMs),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
      timeout: TIMEOUT_MS,
    },
  );
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const line = output.split('\n').find(one => one.startsWith('{"measurement"'));
  if (code !== 0 || !line) {
    throw new Error(
      `a backend did not start (exit code ${code}):\n${output.slice(-4000)}`,
    );
  }
  return JSON.parse(line).measurement;
}
