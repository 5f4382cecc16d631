import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Only ever run from the sources of this repository.
// eslint-disable-next-line no-restricted-syntax
const MODULE = resolve(__dirname, '../../../../deploy/terraform');
/** What Google alone knows. */
const NUMBER = '100000000000';

/** What Google gives a thing besides what was asked for, in terms of that. */
const COMPUTED: Record<string, Record<string, string>> = {
  google_iam_workload_identity_pool: {
    name: `projects/${NUMBER}/locations/global/workloadIdentityPools/\${<workload_identity_pool_id>}`,
  },
  google_project_iam_custom_role: {
    name: 'projects/${<project>}/roles/${<role_id>}',
  },
  google_service_account: {
    name: 'projects/${<project>}/serviceAccounts/${<account_id>}@${<project>}.iam.gserviceaccount.com',
    email: '${<account_id>}@${<project>}.iam.gserviceaccount.com',
  },
};

type Attributes = Record<string, any>;

export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

/**
 * What the Terraform module would make, by type and then by key; `''` where it makes one of a kind. Terraform itself evaluates it: every
 * resource is turned into a value first, because the provider that knows them is not to be had without the network.
 */
export function terraformWorld(
  variables: Attributes,
): Record<string, Record<string, Attributes>> {
  const directory = mkdtempSync(join(tmpdir(), 'terraform-world-'));
  try {
    for (const file of ['tables.tf', 'locals.tf', 'variables.tf']) {
      copyFileSync(join(MODULE, file), join(directory, file));
    }
    const { text, names } = asValues(
      readFileSync(join(MODULE, 'main.tf'), 'utf8'),
    );
    writeFileSync(join(directory, 'main.tf'), text);
    writeFileSync(
      join(directory, 'terraform.tfvars.json'),
      JSON.stringify(variables),
    );
    const { stdout, stderr } = spawnSync(
      'terraform',
      [`-chdir=${directory}`, 'console'],
      {
        encoding: 'utf8',
        input: `jsonencode({${names
          .map(name => `"${name}" = local.${name}`)
          .join(', ')}})\n`,
      },
    );
    try {
      // It shows a text as one of its own.
      return JSON.parse(JSON.parse(stdout));
    } catch {
      throw new Error(`terraform cannot evaluate it: ${stderr}${stdout}`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Each resource as a value of `locals`, under `<type>_<name>`. */
function asValues(module: string): { text: string; names: string[] } {
  const names: string[] = [];
  const text = module
    .replace(/^data "(\w+)" "(\w+)" \{[\s\S]*?^\}$/gm, '')
    .replace(
      /^resource "(\w+)" "(\w+)" \{\n([\s\S]*?)^\}$/gm,
      (_: string, ...[type, name, body]: string[]) => {
        names.push(`${type}_${name}`);
        return `locals {\n${valueOf(type, name, body)}\n}`;
      },
    )
    .replace(/(?<!_)\b(google_\w+)\.(portal|identity)\b/g, 'local.$1_$2');
  return { text, names };
}

function valueOf(type: string, name: string, body: string): string {
  const each = /^ {2}for_each\s*= (.*)$/m.exec(body);
  const attributes = body
    .replace(/^ {2}for_each\s*= .*\n/m, '')
    .replace(
      /^ {2}dynamic "(\w+)" \{\n\s*for_each = (.*)\n\s*content \{\n\s*(\w+) = .*\n {4}\}\n {2}\}$/m,
      '  $1 = [for value in $2 : { $3 = value }]',
    )
    .replace(/^ {2}(\w+) \{$/gm, '  $1 = {')
    .replace(/each\.(key|value)/g, 'each_$1');
  const given = (attribute: string) =>
    new RegExp(`^ {2}${attribute}\\s*= (.*)$`, 'm').exec(attributes)![1];
  const computed = Object.entries(COMPUTED[type] ?? {}).map(
    ([attribute, template]) =>
      `  ${attribute} = "${template.replace(/<(\w+)>/g, (__, of: string) =>
        given(of),
      )}"`,
  );
  const object = `{\n${attributes}${computed.join('\n')}\n}`;
  return each
    ? `${type}_${name} = { for each_key, each_value in ${each[1]} : each_key => ${object} }`
    : `${type}_${name} = ${object}`;
}
