import { IncomingMessage, request } from 'node:http';

/** What `fetch` answers, as far as a client of Google's JSON needs it. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * One request to a loopback server under another host's name, which `fetch` does not let its callers say.
 *
 * The emulator serves dedicated endpoints under their own names on its one port, as no resolver knows those names there.
 */
export async function requestAsHost(
  host: string,
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    signal: AbortSignal;
  },
): Promise<HttpAnswer> {
  const { method, headers, body, signal } = init;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { method, headers: { ...headers, host }, signal }, resolve)
      .on('error', reject)
      .end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    chunks.push(chunk);
  }
  return {
    status: answer.statusCode ?? 502,
    headers: new Headers(
      Object.entries(answer.headers).map<[string, string]>(([name, value]) => [
        name,
        String(value),
      ]),
    ),
    text: Buffer.concat(chunks).toString('utf8'),
  };
}
