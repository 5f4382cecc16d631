import type {
  IssuerSigner,
  IssuerSignerKey,
} from '@backstage-vertex/plugin-vertex-ai-node';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** What the process does: keys that cannot be exported, made, used and dropped by their handle. */
const PROGRAM = `
const { subtle } = require('node:crypto').webcrypto;
const keys = new Map();
const es256 = { name: 'ECDSA', hash: 'SHA-256' };
const methods = {
  async create() {
    const { publicKey, privateKey } = await subtle.generateKey(
      { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const { x, y } = await subtle.exportKey('jwk', publicKey);
    const handle = 'projects/kms/versions/' + (keys.size + 1);
    keys.set(handle, privateKey);
    return { handle, x, y };
  },
  async sign({ handle, data }) {
    if (!keys.get(handle)) throw new Error('no such key version: ' + handle);
    const signature = await subtle.sign(es256, keys.get(handle), Buffer.from(data, 'base64'));
    return Buffer.from(signature).toString('base64');
  },
  async destroy({ handle }) { keys.set(handle, undefined); },
};
process.on('message', ({ id, method, args }) =>
  methods[method](args).then(
    value => process.send({ id, value }),
    error => process.send({ id, error: error.message })));
process.send('ready');
`;

/**
 * A key management service: a process of its own whose private keys nobody can export, this process least of all. What works with
 * it needs no key bytes.
 */
export class ForeignSigner implements IssuerSigner {
  readonly name = 'test-kms';
  readonly #process: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();
  #calls = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
    child.on('message', (answer: any) => {
      const call = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error === undefined) {
        call?.resolve(answer.value);
      } else {
        call?.reject(new Error(answer.error));
      }
    });
  }

  static async start(): Promise<ForeignSigner> {
    const child = spawn(process.execPath, ['-e', PROGRAM], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return new ForeignSigner(child);
  }

  createKey(): Promise<IssuerSignerKey> {
    return this.#call('create', {});
  }

  async sign(handle: string, data: Uint8Array): Promise<Uint8Array> {
    const signature = await this.#call<string>('sign', {
      handle,
      data: Buffer.from(data).toString('base64'),
    });
    return new Uint8Array(Buffer.from(signature, 'base64'));
  }

  async destroyKey(handle: string): Promise<void> {
    await this.#call('destroy', { handle });
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill();
    await exit;
  }

  #call<T>(method: string, args: object): Promise<T> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, {
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      this.#process.send({ id, method, args });
    });
  }
}
