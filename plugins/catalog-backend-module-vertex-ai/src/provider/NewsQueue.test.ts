import { mockServices } from '@backstage/backend-test-utils';
import { until } from '@backstage-vertex/testkit';
import { NewsQueue } from './NewsQueue';

const queues: NewsQueue[] = [];

function aQueue(handle: (id: string, signal: AbortSignal) => Promise<void>) {
  const logger = mockServices.logger.mock();
  const queue = new NewsQueue({
    what: 'thing',
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
    await until('it is handled', () => handled.length >= 2);
    queue.add('c');
    await until('it is handled', () => handled.includes('c'));
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
    await until('it is handled', () => handled.length === 2);
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
    await until('it is handled', () => handled.length === 3);
    expect(handled).toEqual(['a', 'b', 'a']);
  });

  it('gives up after the last attempt and says that the refresh will do', async () => {
    let attempts = 0;
    const { queue, logger } = aQueue(async () => {
      attempts += 1;
      throw new Error('never');
    });
    queue.add('a');
    await until('it is handled', () => logger.warn.mock.calls.length === 3);
    expect(attempts).toBe(3);
    expect(logger.warn).toHaveBeenLastCalledWith(
      expect.stringContaining('the next refresh will'),
    );
  });

  it('does not let a slow thing hold up the others', async () => {
    const handled: string[] = [];
    const { queue } = aQueue(async id => {
      const waits = { slow: new Promise<void>(() => undefined) };
      await waits[id as 'slow'];
      handled.push(id);
    });
    queue.add('slow');
    queue.add('a');
    await until('it is handled', () => handled.length === 1);
    queue.add('b');
    await until('it is handled', () => handled.length === 2);
    expect(handled).toEqual(['a', 'b']);
  });

  it('handles few at a time, and none of them twice at a time', async () => {
    const running: string[] = [];
    const ends: (() => void)[] = [];
    const { queue } = aQueue(async id => {
      running.push(id);
      await new Promise<void>(resolve => ends.push(resolve));
    });
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach(id => queue.add(id));
    await until('it is handled', () => running.length === 4);
    queue.add('a');
    ends[1]();
    await until('it is handled', () => running.length === 5);
    expect(running).toEqual(['a', 'b', 'c', 'd', 'e']);
    ends[0]();
    await until('it is handled', () => running.length === 6);
    expect(running.slice(5)).toEqual(['f']);
    ends[2]();
    await until('it is handled', () => running.length === 7);
    expect(running.slice(6)).toEqual(['a']);
  });

  it('tells what is being handled to stop', async () => {
    const handled: [string, boolean][] = [];
    const { queue } = aQueue(async (id, signal) => {
      queue.stop();
      handled.push([id, signal.aborted]);
    });
    queue.add('a');
    queue.add('b');
    await until('it is handled', () => handled.length > 0);
    expect(handled).toEqual([['a', true]]);
  });
});
