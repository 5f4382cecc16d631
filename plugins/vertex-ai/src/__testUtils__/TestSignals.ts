import { SignalApi } from '@backstage/plugin-signals-react';

type Listener = (message: any) => void;

/** Signals without a web socket: what a test sends reaches whoever listens. */
export class TestSignals implements SignalApi {
  readonly #listeners = new Map<string, Set<Listener>>();

  subscribe(channel: string, listener: Listener) {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    return { unsubscribe: () => listeners.delete(listener) };
  }

  send(channel: string, message: object) {
    this.#listeners.get(channel)?.forEach(listener => listener(message));
  }
}
