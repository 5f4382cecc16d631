import { ConfigReader } from '@backstage/config';
import { portalConfig } from '@backstage-vertex/testkit';
import { execFileSync } from 'node:child_process';
import { readConfig } from '../config';
import { aftermathOf } from './aftermath';
import { Scope } from './scopes';

const { environments } = readConfig(
  new ConfigReader(
    portalConfig({
      portal: 'http://127.0.0.1:7007',
      google: 'http://127.0.0.1:7071',
    }),
  ),
);

const commandsOf = (scope: Scope, environment = 'dev') =>
  Object.fromEntries(
    aftermathOf(
      { id: '0'.repeat(26), scope },
      {
        environments: [environments.get(environment)!],
        out: [],
        revocations: [],
      },
    )[0].switches.map(({ id, command }) => [id, command]),
  );

/** What the shell makes of a command: the words that each `gcloud` in it is called with, and what it reads. */
function runWithEcho(command: string): string {
  const shell = `gcloud() { printf 'gcloud'; printf ' [%s]' "$@"; echo; case "$*" in *get-iam-policy*) echo roles/one;; *policies\\ create*) cat;; esac; }\n${command}`;
  return execFileSync('bash', ['-c', shell], { encoding: 'utf8' });
}

describe('the aftermath of an ending', () => {
  it('denies one person by the principal that Google knows', () => {
    const ran = runWithEcho(
      commandsOf({ kind: 'actor', actor: 'user:default/dana.deployer' })
        .denyPrincipal,
    );
    expect(ran).toContain(
      '[--attachment-point=cloudresourcemanager.googleapis.com/projects/ml-dev]',
    );
    const policy = JSON.parse(ran.slice(ran.indexOf('\n')));
    expect(policy.rules[0].denyRule).toEqual({
      deniedPrincipals: [
        'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/user:default/dana.deployer',
      ],
      deniedPermissions: expect.arrayContaining([
        'aiplatform.googleapis.com/endpoints.predict',
      ]),
    });
  });

  it('denies the person the account, where an account is gone through', () => {
    expect(
      commandsOf(
        { kind: 'actor', actor: 'user:default/dana.deployer' },
        'staging',
      ).denyPrincipal,
    ).toContain('iam.googleapis.com/serviceAccounts.getAccessToken');
  });

  it.each([
    "user:default/o'hara",
    'external:$(touch /tmp/pwned)',
    'external:a`id`b',
    'external:x"y',
  ])('stays one word in a shell for %s', actor => {
    const ran = runWithEcho(commandsOf({ kind: 'actor', actor }).denyPrincipal);
    const policy = JSON.parse(ran.slice(ran.indexOf('\n')));
    expect(policy.rules[0].denyRule.deniedPrincipals[0]).toBe(
      `principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/${actor}`,
    );
  });

  it('takes the grants of every role of an environment away', () => {
    const ran = runWithEcho(
      commandsOf({ kind: 'environment', environment: 'dev' }).removeBinding,
    );
    for (const role of ['viewer', 'predictor', 'deployer', 'reconciler']) {
      expect(ran).toContain(
        `[remove-iam-policy-binding] [ml-dev] [--member=principalSet://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/attribute.env_role/dev:${role}] [--role=roles/one]`,
      );
    }
  });

  it('stops accounts, provider and pool by their names', () => {
    const { disableServiceAccount, disableProvider, disablePool } = commandsOf(
      { kind: 'everything' },
      'staging',
    );
    expect(disableServiceAccount).toContain(
      '@ml-staging.iam.gserviceaccount.com',
    );
    expect(disableProvider).toBe(
      'gcloud iam workload-identity-pools providers update-oidc portal --workload-identity-pool=backstage --location=global --project=100000000000 --disabled',
    );
    expect(disablePool).toBe(
      'gcloud iam workload-identity-pools update backstage --location=global --project=100000000000 --disabled',
    );
  });
});
