import {
  Diagnosis,
  DiagnosisCheck,
  googlePermissionsForRole,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../audit';
import type { EnvironmentConfig } from '../config';
import { Actor, Clock, VertexAiError } from '../core';
import type { Credential, CredentialBroker, Examination } from '../credentials';
import { requestReason, ResourceManagerApi } from '../google';
import { rolesOf } from '../policy';
import { ProjectChecks } from './ProjectChecks';
import { PublicDocuments } from './PublicDocuments';

export interface DoctorServices {
  broker: Pick<CredentialBroker, 'dryRun' | 'examine'>;
  /** Who a person is today. */
  actors: { resolve(ref: string): Promise<Actor> };
  resourceManager: ResourceManagerApi;
  documents: PublicDocuments;
  project: ProjectChecks;
  audit: AuditLog;
  clock: Clock;
}

export interface Examined {
  /** Who asks. */
  caller: Actor;
  /** Whose walk it is; the caller's own where absent. */
  actor?: string;
  role?: Role;
  environment: EnvironmentConfig;
  correlationId: string;
  signal: AbortSignal;
}

type Permissions = Diagnosis['permissions'];

/** Walks the way from a person to Google once more and says where it breaks. */
export class Doctor {
  readonly #services: DoctorServices;

  constructor(services: DoctorServices) {
    this.#services = services;
  }

  async diagnose(call: Examined): Promise<Diagnosis> {
    const { clock, audit, documents } = this.#services;
    const startedAt = clock.now().toISOString();
    const isOther = call.actor !== undefined && call.actor !== call.caller.ref;
    const actor = isOther ? await this.#resolve(call.actor!) : call.caller;
    const role: Role | undefined =
      call.role ?? rolesOf(actor, call.environment).at(-1);
    const [{ hops, credential }, around, ofProject] = await Promise.all([
      this.#look(call, actor, role),
      documents.checks(),
      this.#ofProject(call),
    ]);
    const permissions = await this.#permissions(call, role, credential);
    const checks = [
      permissionCheck(permissions, call, role),
      ...around,
      ...ofProject,
    ];
    const broken =
      hops.some(({ outcome }) => outcome === 'failed') ||
      checks.some(({ outcome }) => outcome === 'fail');
    await audit.record({
      event: 'handshake.diagnosed',
      outcome: broken ? 'failure' : 'success',
      actor: call.caller.ref,
      environment: call.environment.name,
      correlationId: call.correlationId,
      detail: { examined: actor.ref, role: role ?? null, dryRun: isOther },
    });
    return {
      environment: call.environment.name,
      actor: actor.ref,
      role,
      strategy: call.environment.credentials.strategy,
      startedAt,
      correlationId: call.correlationId,
      outcome: outcomeOf(broken, credential),
      hops: [...hops],
      checks,
      permissions,
    };
  }

  /** @throws VertexAiError `not_found` */
  async #resolve(ref: string): Promise<Actor> {
    try {
      return await this.#services.actors.resolve(ref);
    } catch (error) {
      // Of whoever acts it is a refusal; of whoever is looked at it is an answer.
      if (VertexAiError.is(error) && error.code === 'role_missing') {
        throw new VertexAiError(
          'not_found',
          `There is no ${ref} in the catalog.`,
        );
      }
      throw error;
    }
  }

  /** A real walk only of the caller's own, and only in a role that the caller has. */
  #look(
    { caller, environment, correlationId }: Examined,
    actor: Actor,
    role: Role | undefined,
  ): Promise<Examination> {
    const { broker } = this.#services;
    const request = { actor, environment: environment.name, correlationId };
    return actor === caller &&
      role !== undefined &&
      rolesOf(actor, environment).includes(role)
      ? broker.examine({ ...request, role })
      : broker.dryRun({ ...request, role });
  }

  /** Nobody without a role has Google asked about the project. */
  async #ofProject(call: Examined): Promise<DiagnosisCheck[]> {
    return rolesOf(call.caller, call.environment).length > 0
      ? this.#services.project.checks(call)
      : [];
  }

  /** Google's answer is for people to look at; it allows nothing. */
  async #permissions(
    { environment, correlationId, signal }: Examined,
    role: Role | undefined,
    credential: Credential | undefined,
  ): Promise<Permissions> {
    const needed = role === undefined ? [] : googlePermissionsForRole(role);
    if (!credential || needed.length === 0) {
      return needed;
    }
    try {
      const held = await this.#services.resourceManager.testIamPermissions(
        {
          project: environment.project,
          permissions: needed.map(({ permission }) => permission),
        },
        {
          credential,
          correlationId,
          reason: requestReason({ correlationId }),
          signal,
        },
      );
      return needed.map(one => ({
        ...one,
        held: held.includes(one.permission),
      }));
    } catch (error) {
      if (VertexAiError.is(error)) {
        return needed;
      }
      throw error;
    }
  }
}

function outcomeOf(
  broken: boolean,
  credential: Credential | undefined,
): Diagnosis['outcome'] {
  if (broken) {
    return 'failed';
  }
  return credential ? 'passed' : 'dryRun';
}

function permissionCheck(
  permissions: Permissions,
  { environment }: Examined,
  role: Role | undefined,
): DiagnosisCheck {
  if (role === undefined) {
    return {
      id: 'permissions',
      outcome: 'unknown',
      message: 'There is no role to take anything at Google.',
    };
  }
  if (permissions.some(({ held }) => held === undefined)) {
    return {
      id: 'permissions',
      outcome: 'unknown',
      message: 'Google was not asked, or did not answer.',
    };
  }
  const missing = permissions.filter(({ held }) => !held);
  return missing.length === 0
    ? {
        id: 'permissions',
        outcome: 'pass',
        message: `Everything that a ${role} takes is there.`,
      }
    : {
        id: 'permissions',
        outcome: 'fail',
        message: `Missing on ${environment.project}: ${missing
          .map(({ permission }) => permission)
          .join(', ')}.`,
        repair: `Grant the principal of the last hop a role on ${environment.project} that has them, for instance: gcloud projects add-iam-policy-binding ${environment.project} --role=roles/aiplatform.user --condition=None --member=…`,
      };
}
