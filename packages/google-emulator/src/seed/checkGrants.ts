import { PREDEFINED_ROLES } from '../iam/roles';
import { EmulatorSeed } from './EmulatorSeed';

const MEMBER =
  /^(principal(Set)?:\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/|(user|serviceAccount):.|allUsers$|allAuthenticatedUsers$)/;

/** What is wrong with the grants of the seed: a role that nobody knows, or a member that can be nobody. */
export function grantProblems(seed: EmulatorSeed): string[] {
  const policies = [
    ...seed.projects.map(project => ({ on: project.id, ...project })),
    ...seed.serviceAccounts.map(account => ({ on: account.email, ...account })),
  ];
  return policies.flatMap(({ on, bindings }) =>
    bindings.flatMap(({ role, members }) => [
      ...(Object.hasOwn({ ...PREDEFINED_ROLES, ...seed.roles }, role)
        ? []
        : [`${on}: the role "${role}" is neither in "roles" nor predefined`]),
      ...members
        .filter(member => !MEMBER.test(member))
        .map(member => `${on}: "${member}" is not a member`),
    ]),
  );
}
