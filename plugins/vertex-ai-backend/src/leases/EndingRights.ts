import { credentialEndPermission } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../core';
import type { Caller, EnvironmentAccess } from '../http';
import { notGranted, Policy, roleFor } from '../policy';
import type { Scope } from './scopes';

/**
 * Who may end whose access, and who may restore it.
 *
 * One's own: oneself, without a right. Another's in an environment: who holds `credential.end` there. What concerns every environment:
 * an administrator, or who could do the same one environment after the other. A restoration takes the same right, and is never of one's
 * own access.
 *
 * An ending takes none of these rights away. So nobody can shut the auditors and administrators out by ending their access, and two of
 * them who were ended can restore one another; who shall not end and restore any more has to lose the role.
 */
export class EndingRights {
  readonly #access: EnvironmentAccess;
  readonly #policy: Policy;

  constructor(services: { access: EnvironmentAccess; policy: Policy }) {
    this.#access = services.access;
    this.#policy = services.policy;
  }

  /** @throws VertexAiError `forbidden` or `role_missing` */
  async requireEnd(caller: Caller, scope: Scope): Promise<void> {
    if (scope.actor === undefined || scope.actor !== caller.actor.ref) {
      await this.#require(caller, scope);
    }
  }

  /** @throws VertexAiError `forbidden`, `role_missing`, or `access_ended` for one's own */
  async requireRestore(caller: Caller, scope: Scope): Promise<void> {
    if (scope.actor === caller.actor.ref) {
      throw new VertexAiError(
        'access_ended',
        'Your own access is restored by somebody else who may end it.',
      );
    }
    await this.#require(caller, scope);
  }

  /**
   * Where the caller may end other people's access, by both gates.
   *
   * @throws VertexAiError `forbidden` where Backstage's permission policy grants it nowhere
   */
  async of(
    caller: Caller,
  ): Promise<{ environments: string[]; everywhere: boolean }> {
    const environments = this.#policy.isAdministrator(caller.actor)
      ? await this.#access.granted(caller, credentialEndPermission)
      : await this.#access.readable(caller, 'credential.end');
    return {
      environments: environments.map(({ name }) => name),
      everywhere: environments.length === this.#policy.environments.length,
    };
  }

  async #require(caller: Caller, { environment }: Scope): Promise<void> {
    if (environment === undefined) {
      const { everywhere } = await this.of(caller);
      if (!everywhere) {
        // Says who an administrator is; one who is refused some environment has no right to all of them.
        this.#policy.requireAdministrator(caller.actor);
        throw notGranted(credentialEndPermission, caller.actor.ref);
      }
      return;
    }
    await this.#access.authorize(caller, credentialEndPermission, environment);
    if (!this.#policy.isAdministrator(caller.actor)) {
      roleFor(this.#policy, caller.actor, {
        action: 'credential.end',
        environment,
      });
    }
  }
}
