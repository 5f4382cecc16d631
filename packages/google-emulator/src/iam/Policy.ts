import type { EmulatorState } from '../state/EmulatorState';
import type { Binding } from '../seed/EmulatorSeed';
import { Identity, membersOf } from './Identity';
import { PREDEFINED_ROLES } from './roles';

/** Answers what an identity may do, from the bindings of the state as they are now. Unknown means no. */
export class Policy {
  constructor(readonly state: EmulatorState) {}

  /** Whether `identity` has `permission` on the project (id or number). */
  allowsOnProject(
    identity: Identity,
    permission: string,
    project: string,
  ): boolean {
    const bindings = this.state.project(project)?.bindings ?? [];
    return this.#granted(identity, permission, bindings);
  }

  /**
   * Whether `identity` has `permission` on a service account, granted on the account itself or on its project.
   * A disabled or unknown account grants nothing.
   */
  allowsOnServiceAccount(
    identity: Identity,
    permission: string,
    email: string,
  ): boolean {
    const account = this.serviceAccount(email);
    if (!account || account.disabled) return false;
    return (
      this.#granted(identity, permission, account.bindings) ||
      this.allowsOnProject(identity, permission, account.project)
    );
  }

  /** A service account by e-mail or unique id. */
  serviceAccount(emailOrId: string) {
    return this.state.iam.serviceAccounts.find(
      account => account.email === emailOrId || account.uniqueId === emailOrId,
    );
  }

  /** False when the token of this identity must be refused although it has not expired. */
  isUsable(identity: Identity): boolean {
    switch (identity.kind) {
      case 'federated': {
        const pool = this.state.iam.workloadIdentityPools.find(
          p => p.name === identity.pool,
        );
        return pool !== undefined && !pool.disabled;
      }
      case 'serviceAccount': {
        const account = this.serviceAccount(identity.email);
        return account !== undefined && !account.disabled;
      }
      default:
        return true;
    }
  }

  #granted(
    identity: Identity,
    permission: string,
    bindings: Binding[],
  ): boolean {
    const members = membersOf(identity);
    return bindings.some(
      binding =>
        this.#permissionsOf(binding.role).includes(permission) &&
        binding.members.some(member => members.has(member)),
    );
  }

  #permissionsOf(role: string): string[] {
    return this.state.iam.roles[role] ?? PREDEFINED_ROLES[role] ?? [];
  }
}
