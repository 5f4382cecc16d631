import { get } from 'node:http';
import { performance } from 'node:perf_hooks';

/** Milliseconds from asking until the first byte of the answer's body; the rest is read and thrown away. */
export function firstByteMs(
  url: string,
  headers: Record<string, string>,
): Promise<number> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers }, response => {
      let elapsedMs: number | undefined;
      response.on('data', () => {
        elapsedMs ??= performance.now() - startedMs;
      });
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200 && elapsedMs !== undefined) {
          resolve(elapsedMs);
        } else {
          reject(new Error(`${url} answered ${response.statusCode}`));
        }
      });
    }).once('error', reject);
  });
}
