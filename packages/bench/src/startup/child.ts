import { measureStart } from './measureStart';

// One start per process. Arguments: with|without, port, the emulator's URL, milliseconds. Prints one line of JSON for its parent.
const [withPlugin, port, googleUrl, idleMs] = process.argv.slice(2);

measureStart(withPlugin === 'with', {
  port: Number(port),
  googleUrl,
  idleMs: Number(idleMs),
})
  .then(measurement => {
    process.stdout.write(`\n${JSON.stringify({ measurement })}\n`, () =>
      process.exit(0),
    );
  })
  .catch(error => {
    process.stderr.write(`${error?.stack ?? error}\n`, () => process.exit(1));
  });
