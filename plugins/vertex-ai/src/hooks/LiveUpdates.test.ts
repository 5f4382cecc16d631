import { SIGNAL_DEPLOYMENTS } from '@backstage-vertex/plugin-vertex-ai-common';
import { QueryClient, QueryKey, QueryObserver } from '@tanstack/react-query';
import { TestSignals } from '../__testUtils__/TestSignals';
import { LIVE_REST_MS, LiveUpdates } from './LiveUpdates';

/** What is open on the overview. */
const overview: QueryKey[] = [
  ['deployments', 'running'],
  ['deployments', { phase: 'failed', limit: 5 }],
  ['models', { limit: 1 }],
  ['endpoints', { limit: 200 }],
  ['environments'],
];

describe('signals about deployments', () => {
  const open: (() => void)[] = [];

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    open.splice(0).forEach(close => close());
    jest.useRealTimers();
  });

  /** An app with a page that reads `keys` and two parts that follow. */
  async function openPage(keys: QueryKey[]) {
    const signals = new TestSignals();
    const queries = new QueryClient();
    const updates = new LiveUpdates(signals, queries);
    const reads: string[] = [];
    for (const queryKey of keys) {
      const observer = new QueryObserver(queries, {
        queryKey,
        queryFn: () => reads.push(JSON.stringify(queryKey)),
      });
      open.push(observer.subscribe(() => {}));
    }
    open.push(updates.follow(), updates.follow());
    await jest.advanceTimersByTimeAsync(0);
    reads.length = 0;
    return {
      reads,
      signal: (phase: string) =>
        signals.send(SIGNAL_DEPLOYMENTS, {
          id: 'one',
          environment: 'dev',
          phase,
        }),
      wait: (ms: number) => jest.advanceTimersByTimeAsync(ms),
    };
  }

  it('read at once, and once, what one of them concerns', async () => {
    const page = await openPage(overview);
    page.signal('rollingOut');
    await page.wait(0);
    const once = [
      '["deployments","running"]',
      '["models",{"limit":1}]',
      '["endpoints",{"limit":200}]',
    ];
    expect(page.reads).toEqual(once);
    await page.wait(10 * LIVE_REST_MS);
    expect(page.reads).toEqual(once);
  });

  it('read twice for a burst, at its start and after it', async () => {
    const page = await openPage([['endpoints', {}]]);
    page.signal('rollingOut');
    page.signal('succeeded');
    await page.wait(LIVE_REST_MS / 2);
    page.signal('succeeded');
    expect(page.reads).toHaveLength(1);
    await page.wait(10 * LIVE_REST_MS);
    expect(page.reads).toHaveLength(2);
  });

  it('read at once again after a quiet while', async () => {
    const page = await openPage([['endpoints', {}]]);
    page.signal('rollingOut');
    await page.wait(2 * LIVE_REST_MS);
    page.signal('succeeded');
    await page.wait(0);
    expect(page.reads).toHaveLength(2);
  });

  it('are followed until the last part has gone', async () => {
    const page = await openPage([['endpoints', {}]]);
    const [leaveLast, leave] = open.splice(-2);
    leave();
    page.signal('succeeded');
    await page.wait(2 * LIVE_REST_MS);
    leaveLast();
    page.signal('succeeded');
    await page.wait(2 * LIVE_REST_MS);
    expect(page.reads).toHaveLength(1);
  });
});
