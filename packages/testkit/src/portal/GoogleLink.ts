import { createServer, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo, Socket } from 'node:net';

/**
 * The wire between one backend and the emulator. It sees what no journal keeps, the tokens themselves, so that a test can look for
 * them where they must not be; and it can be cut, so that a killed backend reaches Google no more.
 */
export class GoogleLink {
  /** Every assertion and access token that went through, in either direction. */
  readonly tokens: Set<string>;
  readonly #target: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: string, tokens: Set<string>) {
    this.#target = new URL(target);
    this.tokens = tokens;
    this.#server = createServer((incoming, outgoing) => {
      this.#forward(incoming).then(
        ({ status, headers, body }) => {
          outgoing.writeHead(status, headers).end(body);
        },
        () => outgoing.destroy(),
      );
    });
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async open(
    target: string,
    tokens: Set<string> = new Set(),
  ): Promise<GoogleLink> {
    const link = new GoogleLink(target, tokens);
    await new Promise<void>(resolve => {
      link.#server.listen(0, '127.0.0.1', resolve);
    });
    return link;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Nothing gets through any more, in neither direction. */
  async cut(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }

  async #forward(incoming: IncomingMessage) {
    const sent = await readAll(incoming);
    this.#noteRequest(incoming, sent);
    // Whoever hangs up here hangs up there.
    const leave = new AbortController();
    const hangUp = () => leave.abort();
    incoming.socket.once('close', hangUp);
    try {
      const answer = await this.#ask(incoming, sent, leave.signal);
      const body = await readAll(answer);
      this.#noteAnswer(body);
      const { statusCode = 502, headers } = answer;
      return { status: statusCode, headers, body };
    } finally {
      incoming.socket.off('close', hangUp);
    }
  }

  #ask(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request(
        {
          host: this.#target.hostname,
          port: this.#target.port,
          path: url,
          method,
          headers,
          signal,
        },
        resolve,
      )
        .on('error', reject)
        .end(body);
    });
  }

  #noteRequest({ headers }: IncomingMessage, body: Buffer): void {
    const bearer = headers.authorization?.replace(/^Bearer /, '');
    const form = headers['content-type']?.includes('form-urlencoded')
      ? new URLSearchParams(body.toString('utf8')).get('subject_token')
      : undefined;
    [bearer, form].forEach(token => token && this.tokens.add(token));
  }

  #noteAnswer(body: Buffer): void {
    const found = body
      .toString('utf8')
      .matchAll(/"(?:access_token|accessToken)":\s*"([^"]+)"/g);
    for (const [, token] of found) {
      this.tokens.add(token);
    }
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
