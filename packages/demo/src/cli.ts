import { checkSignIn, listPeople } from './checkSignIn';
import { mainJob } from './mainJob';

/** The addresses of `app-config.yaml`. */
const urls = {
  app: 'http://localhost:3000',
  backend: 'http://localhost:7007',
};
const SIGN_IN_WITHIN_MS = 60_000;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const commands: Record<string, () => Promise<void>> = {
  'check-sign-in': async () => {
    await checkSignIn(urls, SIGN_IN_WITHIN_MS);
    tell(listPeople());
  },
  run: () => mainJob(urls, tell),
};

async function main([name = '']: string[]): Promise<void> {
  if (!Object.hasOwn(commands, name)) {
    throw new Error(
      `"${name}" is no command; there are ${Object.keys(commands).join(', ')}.`,
    );
  }
  await commands[name]();
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
});
