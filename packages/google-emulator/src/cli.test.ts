import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCE, Caller, DEV, EXCHANGE } from './__testUtils__/TestGoogle';
import { TestIssuer } from './testIssuer/TestIssuer';

const CLI = require.resolve('./cli.ts');

function run(...flags: string[]): {
  child: ChildProcess;
  output: () => string;
  untilLine: (pattern: RegExp) => Promise<RegExpExecArray>;
} {
  const child = spawn(
    process.execPath,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', CLI, ...flags],
    { cwd: __dirname },
  );
  let text = '';
  child.stdout.on('data', data => (text += data));
  child.stderr.on('data', data => (text += data));
  return {
    child,
    output: () => text,
    untilLine: async pattern => {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(text);
        await once(child.stdout, 'data');
      }
    },
  };
}

describe('command line', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line when ready and ends cleanly on %s',
    async signal => {
      const { child, output, untilLine } = run(
        '--port',
        '0',
        '--stage-ms',
        '5',
      );
      const [, url] = await untilLine(/ready on (http:\S+)\n/);
      expect((await fetch(`${url}/emulator/v1/health`)).status).toBe(200);
      child.kill(signal);
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      expect(output()).toBe(`Google emulator ready on ${url}\n`);
    },
    30_000,
  );

  it('gives regions a port of their own', async () => {
    const { child, untilLine } = run('--port', '0', '--regions', 'us-central1');
    const [, port] = await untilLine(/Port of us-central1: (\d+)\n/);
    const path = `/v1/${DEV}/endpoints`;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    // The caller comes first, the location second; either way it is Google's API that answers there.
    expect(answer.status).toBe(401);
    child.kill();
    await once(child, 'exit');
  }, 30_000);

  it('says in one sentence that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { child, output } = run('--port', String(port));
    const [code] = await once(child, 'exit');
    server.close();
    expect(code).toBe(1);
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).toContain(`Port ${port} on 127.0.0.1 is taken`);
  }, 30_000);

  it('names the flag that is wrong', async () => {
    const { child, output } = run('--stage-ms', 'soon');
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output()).toContain('--stage-ms takes a whole number, not "soon".');
  }, 30_000);

  it('refuses an issuer that Google would not take', async () => {
    const { child, output } = run('--issuer', 'http://portal.example.com');
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output()).toContain('must be an https address');
  }, 30_000);

  it('starts with the world of a seed file, which --print-seed can begin', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    const file = join(folder, 'seed.json');
    const printed = run('--print-seed', '--issuer', 'https://example.com');
    await once(printed.child, 'close');
    const seed = JSON.parse(printed.output());
    expect(seed.workloadIdentityPools[0].providers[0].issuer).toBe(
      'https://example.com',
    );
    seed.projects[1].id = 'my-project';
    seed.models = seed.endpoints = [];
    writeFileSync(file, JSON.stringify(seed));
    const { child, untilLine } = run('--port', '0', '--seed', file);
    const [, url] = await untilLine(/ready on (http:\S+)\n/);
    const state = await (await fetch(`${url}/emulator/v1/state`)).json();
    expect(state.seed.projects[1].id).toBe('my-project');
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  }, 30_000);

  it('finds the last answered state again after it was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    const issuer = await TestIssuer.create();
    const start = () =>
      run(
        ...['--port', '0', '--stage-ms', '0', '--issuer', issuer.url],
        ...['--state', join(folder, 'state.json')],
      );
    const first = start();
    const [, url] = await first.untilLine(/ready on (http:\S+)\n/);
    const iat = Math.floor(Date.now() / 1000);
    const assertion = await issuer.sign({
      iss: issuer.url,
      aud: AUDIENCE,
      sub: 'user:default/dana.deployer',
      iat,
      exp: iat + 600,
      environment: 'dev',
      env_role: 'dev:deployer',
    });
    const exchange = await fetch(`${url}/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...EXCHANGE, subject_token: assertion }),
    });
    const { access_token: token } = await exchange.json();
    const created = await new Caller(url, token).post(
      `/v1/${DEV}/endpoints?endpointId=kept`,
      { displayName: 'x' },
    );
    expect(created.status).toBe(200);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = start();
    const [, again] = await second.untilLine(/ready on (http:\S+)\n/);
    const caller = new Caller(again, token);
    const operation = await caller.get(`/v1/${created.body.name}`);
    expect(operation.body.done).toBe(true);
    expect((await caller.get(`/v1/${DEV}/endpoints/kept`)).status).toBe(200);
    second.child.kill();
    await once(second.child, 'exit');
    await issuer.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);
});
