'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { downloadFailure, isOffline } = require('./failures.cjs');
const { npmSetting, runNpm } = require('./npm.cjs');
const { logsDir, root, yarn } = require('./paths.cjs');
const { PlainError, Progress } = require('./report.cjs');

/** Inside node_modules, so that deleting that directory forgets it too. */
const stampFile = path.join(root, 'node_modules', '.installed-from');
const NEEDED_GB = 4;

/** Installs the packages when what describes them has changed since the last install. */
async function ensureInstalled() {
  const wanted = fingerprint();
  if (readIfPresent(stampFile) === wanted) {
    return;
  }
  checkDiskSpace();
  const registry = npmSetting('registry') ?? '';
  const progress = new Progress('Installing packages');
  const { code, output } = await runYarn(
    yarnEnvironment(registry, await isReachable()),
    step => progress.detail(step),
  );
  if (code !== 0) {
    progress.failed();
    throw downloadFailure({ what: 'the packages', output, registry });
  }
  fs.writeFileSync(stampFile, wanted);
  progress.done();
}

/** Changes with every file that decides what an install brings. */
function fingerprint() {
  const hash = crypto.createHash('sha256');
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...workspaceManifests(),
  ]) {
    hash.update(`${file}\0${fs.readFileSync(path.join(root, file))}\0`);
  }
  return hash.digest('hex');
}

function workspaceManifests() {
  return ['packages', 'plugins']
    .flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder))
        .sort()
        .map(name => `${folder}/${name}/package.json`),
    )
    .concat('e2e/package.json')
    .filter(file => fs.existsSync(path.join(root, file)));
}

function checkDiskSpace() {
  if (fs.existsSync(path.join(root, 'node_modules', '.yarn-state.yml'))) {
    return; // Only a difference will be downloaded.
  }
  const { bavail, bsize } = fs.statfsSync(root);
  const freeGb = (bavail * bsize) / 1e9;
  if (freeGb < NEEDED_GB) {
    throw new PlainError(
      `The install needs about ${NEEDED_GB} GB and the disk of ${root} has ${freeGb.toFixed(
        1,
      )} GB free; free some and run the command again.`,
    );
  }
}

/** Runs the vendored Yarn; its output goes to a log and its steps to `onStep`. */
function runYarn(env, onStep) {
  fs.mkdirSync(logsDir, { recursive: true });
  const log = fs.createWriteStream(path.join(logsDir, 'install.log'));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [yarn, 'install', '--immutable'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = chunk => {
      log.write(chunk);
      output += chunk;
      const steps = String(chunk).match(/(Resolution|Fetch|Link) step/g);
      if (steps) {
        onStep(steps[steps.length - 1].toLowerCase());
      }
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', code => {
      log.end();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Whether the registry answers at all. Yarn would ask for each of two thousand packages several times
 * before it gives up.
 */
async function isReachable() {
  const { code, output } = await runNpm([
    'view',
    'zod',
    'version',
    '--fetch-retries=1',
    '--fetch-timeout=20000',
  ]);
  return code === 0 || !isOffline(output);
}

/** Yarn knows nothing of npm's settings: hand it the registry, the certificates and the proxy. */
function yarnEnvironment(registry, reachable) {
  const { env } = process;
  const handed = {
    YARN_NPM_REGISTRY_SERVER: registry,
    // npm accepts a registry without TLS, such as a company's cache; Yarn wants to hear it said.
    YARN_UNSAFE_HTTP_WHITELIST: registry.startsWith('http:')
      ? new URL(registry).hostname
      : undefined,
    // Without a network the install may still succeed, from Yarn's cache.
    YARN_ENABLE_NETWORK: reachable ? undefined : 'false',
    YARN_HTTPS_CA_FILE_PATH: npmSetting('cafile'),
    YARN_HTTP_PROXY: env.http_proxy ?? env.HTTP_PROXY,
    YARN_HTTPS_PROXY: env.https_proxy ?? env.HTTPS_PROXY,
    YARN_ENABLE_PROGRESS_BARS: 'false',
    YARN_ENABLE_COLORS: 'false',
    YARN_ENABLE_HYPERLINKS: 'false',
  };
  const set = Object.entries(handed).filter(([, value]) => value);
  return { ...Object.fromEntries(set), ...env };
}

function readIfPresent(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

module.exports = { ensureInstalled };
