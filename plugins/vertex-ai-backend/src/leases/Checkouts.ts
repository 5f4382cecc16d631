import type {
  CheckedOut,
  CheckoutRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { asDetail, AuditLog } from '../audit';
import type { EnvironmentConfig, GoogleConfig } from '../config';
import {
  AccessGate,
  Actor,
  Clock,
  digestOf,
  newId,
  VertexAiError,
} from '../core';
import type { Credential, CredentialSource } from '../credentials';
import type { Database } from '../db';
import { Access, Policy, roleOrRefuse, rolesOf } from '../policy';
import { Grants, stepUpFactOf, Verified } from '../stepup';
import {
  checkoutFacts,
  CheckoutIntent,
  checkoutIntent,
} from './checkoutIntent';
import { audienceOf, checkoutTerms, checkTerms } from './checkoutTerms';
import { externalAccount } from './externalAccount';
import { storedClaims } from './leaseClaims';
import { newLeaseSecret } from './LeaseSecret';
import { insertLease, LeaseRow, toLease } from './LeaseStore';

export interface CheckoutServices {
  database: Database;
  audit: AuditLog;
  clock: Clock;
  policy: Policy;
  gate: AccessGate;
  credentials: CredentialSource;
  grants: Pick<Grants, 'verify' | 'consume'>;
  google: GoogleConfig;
  assertionTtlSeconds: number;
  /** Base URL of the plugin, as the world outside reaches it. */
  baseUrl(): Promise<string>;
}

interface Order {
  actor: Actor;
  environment: string;
  request: CheckoutRequest;
  grant?: string;
  correlationId: string;
}

/** Hands a credential to the person whom it is for, once, and keeps the lease of it. */
export class Checkouts {
  readonly #services: CheckoutServices;

  constructor(services: CheckoutServices) {
    this.#services = services;
  }

  /**
   * What would be signed. Refuses what the actor may not ask for.
   *
   * @throws VertexAiError `role_missing`, `guardrail_violated` or `invalid_request`
   */
  intent({
    actor,
    environment,
    request,
  }: Pick<Order, 'actor' | 'environment' | 'request'>): CheckoutIntent {
    const config = this.#services.policy.environment(environment);
    this.#checkTerms(actor, config, request);
    const access = this.#access(environment, request);
    const decision = this.#decide(actor, access);
    if (decision.outcome === 'denied') {
      roleOrRefuse(decision, access);
    }
    return checkoutIntent(actor.ref, config, request);
  }

  /**
   * The lease is on record before the token is handed over, and the access is looked at once more in between.
   *
   * @throws VertexAiError `role_missing`, `guardrail_violated`, `requirement_unmet`, `step_up_refused`, `access_ended`, `invalid_request`;
   *   `handshake_failed` and Google's codes where it cannot be minted
   */
  async checkOut(order: Order): Promise<CheckedOut> {
    const { gate, policy } = this.#services;
    const { actor, environment, request } = order;
    const config = policy.environment(environment);
    const terms = this.#checkTerms(actor, config, request);
    const digest = digestOf(checkoutIntent(actor.ref, config, request));
    const verified = await this.#authorize(order, digest);
    const minutes = Math.min(request.lifetimeMinutes, terms.tokenMinutes);
    const credential = await this.#services.credentials.credential({
      actor,
      environment,
      role: request.role,
      correlationId: order.correlationId,
      lifetimeSeconds: minutes * 60,
      purpose: {
        action: 'credential.checkout',
        intentDigest: digest,
        stepUp: verified && stepUpFactOf(verified),
      },
    });
    const secret = request.renewable ? newLeaseSecret() : undefined;
    const lease = this.#newLease(order, {
      config,
      credential,
      digest,
      secretDigest: secret?.digest,
      evidenceId: verified?.evidenceId,
    });
    await this.#record(lease, order, { credential, verified });
    await gate.admit({ actor: actor.ref, environment });
    return {
      lease: toLease({ ...lease, ended: false }),
      accessToken: credential.token.reveal(),
      expiresAt: credential.expiresAt.toISOString(),
      configuration:
        secret &&
        externalAccount({
          audience: audienceOf(config),
          sts: this.#services.google.sts,
          impersonation: this.#impersonation(config, credential, minutes),
          url: `${await this.#services.baseUrl()}/v1/leases/${
            lease.id
          }/subject-token`,
          secret: secret.secret.reveal(),
        }),
    };
  }

  #checkTerms(
    actor: Actor,
    config: EnvironmentConfig,
    request: CheckoutRequest,
  ) {
    const { assertionTtlSeconds } = this.#services;
    const terms = checkTerms(
      checkoutTerms(config, assertionTtlSeconds),
      config,
      request,
    );
    if (!rolesOf(actor, config).includes(request.role)) {
      throw new VertexAiError(
        'role_missing',
        `${actor.ref} does not hold the role ${request.role} in ${config.title}.`,
      );
    }
    return terms;
  }

  /** Asks for a signature only where one is demanded; one that was not demanded is verified and kept all the same. */
  async #authorize(
    { actor, environment, request, grant }: Order,
    digest: string,
  ): Promise<Verified | undefined> {
    const verified =
      grant === undefined
        ? undefined
        : await this.#services.grants.verify({ grant, actor, digest });
    const access = {
      ...this.#access(environment, request),
      evidence: { stepUp: verified?.facts },
    };
    roleOrRefuse(this.#decide(actor, access), access);
    return verified;
  }

  #access(environment: string, request: CheckoutRequest): Access {
    return {
      action: 'credential.checkout',
      environment,
      facts: checkoutFacts(request, this.#services.clock.now()),
    };
  }

  #decide(actor: Actor, access: Access) {
    return this.#services.policy.decide(actor, access.action, access);
  }

  #impersonation(
    { credentials }: EnvironmentConfig,
    { principal }: Credential,
    minutes: number,
  ) {
    return credentials.strategy === 'serviceAccountImpersonation'
      ? {
          baseUrl: this.#services.google.iamCredentials,
          serviceAccount: principal,
          seconds: minutes * 60,
        }
      : undefined;
  }

  #newLease(
    { actor, environment, request, correlationId }: Order,
    made: {
      config: EnvironmentConfig;
      credential: Credential;
      digest: string;
      secretDigest?: string;
      evidenceId?: string;
    },
  ): LeaseRow {
    const { clock } = this.#services;
    const sinceMs = clock.now().getTime();
    const expiresMs = made.credential.expiresAt.getTime();
    return {
      id: newId(clock),
      actor: actor.ref,
      environment,
      role: request.role,
      strategy: made.config.credentials.strategy,
      principal: made.credential.principal,
      used_for: 'checkout',
      deployment_id: null,
      action: 'credential.checkout',
      reason: request.reason,
      since_ms: sinceMs,
      until_ms: request.renewable
        ? sinceMs + request.lifetimeMinutes * 60_000
        : expiresMs,
      honoured_until_ms: expiresMs,
      secret_digest: made.secretDigest ?? null,
      renewed_at_ms: null,
      step_up_evidence: made.evidenceId ?? null,
      intent_digest: made.digest,
      claims: storedClaims(
        this.#services.policy.claimsBehind(actor, 'credential.checkout', {
          environment,
          facts: checkoutFacts(request, clock.now()),
          role: request.role,
        }),
      ),
      handshake_id: made.credential.handshakeId,
      correlation_id: correlationId,
    };
  }

  async #record(
    lease: LeaseRow,
    { request, correlationId }: Order,
    made: { credential: Credential; verified?: Verified },
  ): Promise<void> {
    const { audit, database, grants } = this.#services;
    await database.transaction(async tx => {
      if (made.verified) {
        await grants.consume(tx, made.verified, lease.id);
      }
      await insertLease(tx, lease);
      await audit.append(tx, {
        event: 'credential.checkedOut',
        outcome: 'success',
        actor: lease.actor,
        environment: lease.environment,
        action: 'credential.checkout',
        correlationId,
        detail: asDetail({
          lease: lease.id,
          ...request,
          principal: lease.principal,
          expiresAt: made.credential.expiresAt,
          until: new Date(Number(lease.until_ms)),
          intent: lease.intent_digest,
          handshake: lease.handshake_id,
          evidence: made.verified?.evidenceId,
        }),
      });
    });
  }
}
