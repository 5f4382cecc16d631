import { mockServices } from '@backstage/backend-test-utils';
import { until } from '../__testUtils__/until';
import { NewsQueue } from './NewsQueue';

const queues: NewsQueue[] = [];

function aQueue(handle: (id: string, signal: AbortSignal) => Promise<void>) {
  const logger = mockServices.logger.mock();
  const queue = new NewsQueue({
    handle,
    logger,
    gatherMs: 5,
    retryAfterMs: [1, 1],
  });
  queues.push(queue);
  return { queue, logger };
}

afterEach(() => {
  queues.splice(0).forEach(queue => queue.stop());
});

describe('NewsQueue', () => {
  it('handles a burst about one thing once, and each thing', async () => {
    const handled: string[] = [];
    const { queue } = aQueue(async id => {
      handled.push(id);
    });
    for (let index = 0; index < 100; index += 1) {
      queue.add('a');
      queue.add('b');
    }
    await until(() => handled.length >= 2);
    queue.add('c');
    await until(() => handled.includes('c'));
    expect(handled).toEqual(['a', 'b', 'c']);
  });

  it('handles a thing again when there is news while it is handled', async () => {
    const handled: string[] = [];
    const { queue } = aQueue(async id => {
      handled.push(id);
      if (handled.length === 1) {
        queue.add(id);
      }
    });
    queue.add('a');
    await until(() => handled.length === 2);
    expect(handled).toEqual(['a', 'a']);
  });

  it('tries a failed thing again, and the others meanwhile', async () => {
    const handled: string[] = [];
    const { queue } = aQueue(async id => {
      handled.push(id);
      if (id === 'a' && handled.length < 3) {
        throw new Error('not yet');
      }
    });
    queue.add('a');
    queue.add('b');
    await until(() => handled.length === 3);
    expect(handled).toEqual(['a', 'b', 'a']);
  });

  it('gives up after the last attempt and says that the refresh will do', async () => {
    let attempts = 0;
    const { queue, logger } = aQueue(async () => {
      attempts += 1;
      throw new Error('never');
    });
    queue.add('a');
    await until(() => logger.warn.mock.calls.length === 3);
    expect(attempts).toBe(3);
    expect(logger.warn).toHaveBeenLastCalledWith(
      expect.stringContaining('the next refresh will'),
    );
  });

  it('tells what is being handled to stop', async () => {
    const handled: [string, boolean][] = [];
    const { queue } = aQueue(async (id, signal) => {
      queue.stop();
      handled.push([id, signal.aborted]);
    });
    queue.add('a');
    queue.add('b');
    await until(() => handled.length > 0);
    expect(handled).toEqual([['a', true]]);
  });
});
