import type { EmulatorSeed } from '@backstage-vertex/google-emulator';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

/**
 * A `gcloud` for the path of a script: notes each command, and knows enough of the world to answer `describe` and
 * `get-iam-policy`. It takes no command that it does not know.
 */
const PROGRAM = `#!/usr/bin/env bash
# In bash, because a script calls it a hundred times.
words=() project=''
for arg in "$@"; do
  case "$arg" in
    --project=*) project=\${arg#*=} ;;
    --*) ;;
    *) words+=("$arg") ;;
  esac
done
printf '%s\\x1f' "$@" >>"$FAKE_GCLOUD/commands"
printf '\\x1e' >>"$FAKE_GCLOUD/commands"
last=\${words[\${#words[@]}-1]}
thing() { printf '%s' "$FAKE_GCLOUD/things/\${1//\\//,}"; }
case "\${words[*]}" in
  'projects describe '*) cat "$FAKE_GCLOUD/numbers/$last" ;;
  'projects get-iam-policy '*) cat "$FAKE_GCLOUD/policies/$last" ;;
  'projects set-iam-policy '*) cp "\${words[3]}" "$FAKE_GCLOUD/policies/\${words[2]}" ;;
  'projects add-iam-policy-binding '* | 'iam service-accounts add-iam-policy-binding '*) ;;
  'iam service-accounts create '*) : >"$(thing "$last@$project.iam.gserviceaccount.com")" ;;
  'iam roles create '*) : >"$(thing "$project/$last")" ;;
  'iam roles describe '*) [[ -e $(thing "$project/$last") ]] ;;
  'iam roles update '* | 'iam workload-identity-pools providers update-oidc '*) ;;
  'iam '*' create '* | 'iam '*' create-oidc '*) : >"$(thing "$last")" ;;
  'iam '*' describe '*) [[ -e $(thing "$last") ]] ;;
  *) echo "gcloud: unknown command: \${words[*]}" >&2; exit 2 ;;
esac
`;

type Flags = Record<string, string>;

interface World {
  policies: Record<string, string>;
  bindings: { on: string; role: string; member: string }[];
  /** By kind and id: `account …`, `role …`, `pool …`, `provider …`. */
  things: Record<string, Flags>;
  commands: string[][];
}

const KINDS: [RegExp, (last: string, flags: Flags) => string][] = [
  [
    /^iam service-accounts create /,
    (last, { project }) => `account ${last}@${project}.iam.gserviceaccount.com`,
  ],
  [
    /^iam roles (create|update) /,
    (last, { project }) => `role ${project}/${last}`,
  ],
  [/^iam workload-identity-pools create /, last => `pool ${last}`],
  [/providers (create|update)-oidc /, last => `provider ${last}`],
];

/** Runs a set-up script against nothing, and tells what it would have made. */
export class FakeGcloud {
  readonly #directory = mkdtempSync(join(tmpdir(), 'fake-gcloud-'));
  readonly #numbers: Record<string, string>;

  constructor(parts: {
    numbers: Record<string, string>;
    policies?: Record<string, string>;
  }) {
    this.#numbers = parts.numbers;
    const program = join(this.#directory, 'gcloud');
    writeFileSync(program, PROGRAM);
    chmodSync(program, 0o755);
    ['things', 'numbers', 'policies'].forEach(name =>
      mkdirSync(join(this.#directory, name)),
    );
    for (const [id, number] of Object.entries(parts.numbers)) {
      writeFileSync(join(this.#directory, 'numbers', id), `${number}\n`);
      writeFileSync(
        join(this.#directory, 'policies', id),
        parts.policies?.[id] ?? 'etag: BwX\nversion: 1\n',
      );
    }
    writeFileSync(join(this.#directory, 'commands'), '');
  }

  get world(): World {
    const commands = readFileSync(join(this.#directory, 'commands'), 'utf8')
      .split('\x1e')
      .slice(0, -1)
      .map(command => command.split('\x1f').slice(0, -1));
    const world: World = { policies: {}, bindings: [], things: {}, commands };
    for (const id of Object.keys(this.#numbers)) {
      world.policies[id] = readFileSync(
        join(this.#directory, 'policies', id),
        'utf8',
      );
    }
    commands.forEach(command => note(command, world));
    return world;
  }

  /** @returns what the script printed. Throws with its complaint when it fails. */
  async run(script: string, args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('bash', [script, ...args], {
      env: {
        ...process.env,
        PATH: `${this.#directory}:${process.env.PATH}`,
        FAKE_GCLOUD: this.#directory,
      },
    });
    return stdout;
  }

  /** The world that the commands have made, for the emulator. */
  applyTo(seed: EmulatorSeed): void {
    const { things, bindings, policies } = this.world;
    const numbers = this.#numbers;
    const of = (kind: string) =>
      Object.entries(things)
        .filter(([key]) => key.startsWith(`${kind} `))
        .map(([key, flags]) => ({ id: key.slice(kind.length + 1), flags }));
    const bindingsOn = (on: string) =>
      bindings
        .filter(binding => binding.on === on)
        .map(({ role, member }) => ({ role, members: [member] }));
    seed.roles = Object.fromEntries(
      of('role').map(({ id, flags }) => [
        `projects/${id.replace('/', '/roles/')}`,
        flags.permissions.split(','),
      ]),
    );
    seed.projects = Object.entries(numbers).map(([id, number]) => ({
      id,
      number,
      bindings: bindingsOn(id),
      auditConfigs: parse(policies[id] ?? '{}').auditConfigs,
    }));
    seed.serviceAccounts = of('account').map(({ id }, index) => ({
      email: id,
      uniqueId: String(100000000000000000000n + BigInt(index)),
      project: id.replace(/^.*@(.*)\.iam\.gserviceaccount\.com$/, '$1'),
      bindings: bindingsOn(id),
    }));
    seed.workloadIdentityPools = of('pool').map(({ id: pool, flags }) => ({
      name: `projects/${
        numbers[flags.project]
      }/locations/global/workloadIdentityPools/${pool}`,
      providers: of('provider').map(({ id, flags: provider }) => ({
        id,
        issuer: provider['issuer-uri'],
        attributeMapping: Object.fromEntries(
          provider['attribute-mapping'].split(',').map(pair => {
            const [attribute, ...expression] = pair.split('=');
            return [attribute, expression.join('=')];
          }),
        ),
        attributeCondition: provider['attribute-condition'],
      })),
    }));
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}

/** What a command has made. */
function note(command: readonly string[], world: World): void {
  const words = command.filter(word => !word.startsWith('--'));
  const last = words[words.length - 1];
  const flags: Flags = Object.fromEntries(
    command
      .filter(word => word.startsWith('--'))
      .map(word => /^--([a-z-]+)=?([\s\S]*)$/.exec(word)!.slice(1)),
  );
  if (words.includes('add-iam-policy-binding')) {
    world.bindings.push({ on: last, role: flags.role, member: flags.member });
  }
  const kind = KINDS.find(([pattern]) => pattern.test(words.join(' ')));
  if (kind) {
    const key = kind[1](last, flags);
    world.things[key] = { ...world.things[key], ...flags };
  }
}
