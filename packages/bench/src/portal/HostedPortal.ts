import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TrustedIdentity } from '../bare/bareProvider';

export interface HostedPortalOptions {
  /** So many models in `ml-dev/europe-west4`, and nothing else. */
  models: number;
  /** Whom the emulator trusts besides the portal. */
  identity: TrustedIdentity;
}

/** A portal with its emulator in another process, so that whoever puts load on it does not take its time. */
export class HostedPortal {
  readonly url: string;
  readonly emulatorUrl: string;
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    urls: { url: string; emulatorUrl: string },
  ) {
    this.#child = child;
    this.url = urls.url;
    this.emulatorUrl = urls.emulatorUrl;
  }

  static async start(options: HostedPortalOptions): Promise<HostedPortal> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./child.ts'),
        JSON.stringify(options),
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let complaints = '';
    child.stderr.on('data', chunk => {
      complaints = `${complaints}${chunk}`.slice(-4000);
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{"portal"')) {
        child.stdout.resume();
        return new HostedPortal(child, JSON.parse(line).portal);
      }
    }
    throw new Error(`the portal did not start:\n${complaints}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => {
      this.#child.once('close', resolve);
    });
    this.#child.stdin?.end();
    await ended;
  }
}
