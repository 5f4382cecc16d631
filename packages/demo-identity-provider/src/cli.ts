import { parseArgs } from 'node:util';
import { startIdentityProvider } from './startIdentityProvider';

const DEFAULT_PORT = 7072;

/** `cli.ts [--port 7072]`: runs the demo provider until it is told to stop. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const provider = await startIdentityProvider({
    port: readPort(values.port),
  });
  process.stdout.write(
    `Demo identity provider listens at ${provider.issuer}\n`,
  );
  const stop = () => provider.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(
      `--port "${text}" is no port: it takes a whole number from 0 to 65535.`,
    );
  }
  return port;
}

main().catch(error => {
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${error.port} is taken by another program.\n`
      : `${error.message}\n`,
  );
  process.exitCode = 1;
});
