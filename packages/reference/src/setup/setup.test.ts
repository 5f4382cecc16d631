import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../documents';
import { googleRoles } from './googleRoles';
import { setupFiles } from './index';

const MODULE = join(ROOT, 'deploy/terraform');
const terraform = (...args: string[]) =>
  spawnSync('terraform', [`-chdir=${MODULE}`, ...args], { encoding: 'utf8' });
const hasTerraform = terraform('version').status === 0;
const describeWithTerraform = hasTerraform ? describe : describe.skip;
if (!hasTerraform) {
  process.stderr.write('No terraform here: its format is not checked.\n');
}

/** What is open at the end of a text in HCL, and whether a bracket closes another one. */
function openBrackets(text: string): string[] {
  const pairs: Record<string, string> = { '}': '{', ']': '[', ')': '(' };
  const open: string[] = [];
  const code = text
    .replace(/^\s*#.*$/gm, '')
    .replace(
      /"(?:\\.|\$\{(?:[^{}"]|"(?:\\.|\$\{[^{}]*\}|[^"\\])*")*\}|[^"\\])*"/g,
      '""',
    );
  for (const character of code.match(/[{}[\]()]/g) ?? []) {
    const wanted = pairs[character];
    open.push(...(wanted === undefined ? [character] : []));
    const closed = wanted === undefined ? undefined : open.pop();
    if (closed !== wanted) {
      return [`${closed} closed by ${character}`];
    }
  }
  return open;
}

describe('deploy', () => {
  it.each(Object.entries(setupFiles()))('has %s up to date', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });

  it('has a script that bash can read and everybody can run', () => {
    const script = join(ROOT, 'deploy/gcloud/setup.sh');
    const { status, stderr } = spawnSync('bash', ['-n', script], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(statSync(script).mode % 0o1000).toBe(0o755);
  });

  it.each(Object.keys(setupFiles()).filter(path => path.endsWith('.tf')))(
    'closes in %s what it opens',
    path => {
      expect(openBrackets(setupFiles()[path])).toEqual([]);
    },
  );

  it('gives each role in Terraform what the portal says that it takes', () => {
    const [, block] = /permissions = \{\n([\s\S]*?)\n {2}\}\n/.exec(
      setupFiles()['deploy/terraform/tables.tf'],
    )!;
    const found = Object.fromEntries(
      [...block.matchAll(/^ {4}(\w+) = \[([^\]]*)\]/gm)].map(
        ([, role, list]) => [
          role,
          [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
        ],
      ),
    );
    expect(found).toEqual(
      Object.fromEntries(
        googleRoles.map(({ role, permissions }) => [role, permissions]),
      ),
    );
  });
});

describeWithTerraform('deploy/terraform', () => {
  it('is read by terraform, which finds it well formatted', () => {
    const { status, stdout } = terraform('fmt', '-check', '-diff');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
