import vertexAiPlugin from '@backstage-vertex/plugin-vertex-ai-backend';
import { startPortal } from '@backstage-vertex/testkit';
import { addBareProvider } from '../bare/bareProvider';
import { HostedPortalOptions } from './HostedPortal';
import { seedModels } from './seedModels';

// A portal in a process of its own; the argument is its HostedPortalOptions as JSON. Ends when its input ends.
const options: HostedPortalOptions = JSON.parse(process.argv[2]);

startPortal({
  features: [vertexAiPlugin],
  seed: seed => {
    seedModels(seed, options.models);
    addBareProvider(seed, options.identity);
  },
})
  .then(portal => {
    const { url, emulator } = portal;
    process.stdout.write(
      `\n${JSON.stringify({ portal: { url, emulatorUrl: emulator.url } })}\n`,
    );
    process.stdin.resume();
    process.stdin.once('end', () =>
      portal.stop().finally(() => process.exit(0)),
    );
  })
  .catch(error => {
    process.stderr.write(`${error?.stack ?? error}\n`, () => process.exit(1));
  });
