/* eslint-disable no-console -- it is the console that is listened to */
import { OutputCapture } from './OutputCapture';

describe('what a process prints', () => {
  it('is heard by everybody who listens, and still appears', () => {
    const original = console.error;
    const printed: unknown[][] = [];
    console.error = (...args) => printed.push(args);
    try {
      const listener = console.error;
      const first = OutputCapture.start();
      const second = OutputCapture.start();
      console.error('one %s', 1);
      first.end();
      console.error('two');
      second.end();
      console.error('three');
      expect(first.text()).toBe('one 1');
      expect(second.text()).toBe('one 1\ntwo');
      expect(printed).toEqual([['one %s', 1], ['two'], ['three']]);
      expect(console.error).toBe(listener);
    } finally {
      console.error = original;
    }
  });
});
