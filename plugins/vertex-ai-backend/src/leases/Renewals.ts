import type { CheckoutRole } from '@backstage-vertex/plugin-vertex-ai-common';
import { asDetail, AuditLog } from '../audit';
import type { EnvironmentConfig } from '../config';
import {
  AccessGate,
  Actor,
  Clock,
  toVertexAiError,
  VertexAiError,
} from '../core';
import type { Actors } from '../credentials';
import { Database, toNumber } from '../db';
import type { Assertion, Issuer } from '../issuer';
import { isRefusal, Policy, PolicyRefusal, rolesOf } from '../policy';
import { EvidenceArchive, Reverified, stepUpFactOf } from '../stepup';
import { checkoutFacts } from './checkoutIntent';
import { audienceOf } from './checkoutTerms';
import { claimsOfLease } from './leaseClaims';
import { isSecretOf } from './LeaseSecret';
import { JudgedLeaseRow, LeaseStore, markRenewed } from './LeaseStore';
import { RenewalLimiter } from './RenewalLimiter';

/** Whoever holds our assertion may ask for an account's token up to the end of it, and for one as long as Google gives. */
const LONGEST_ACCOUNT_TOKEN_MS = 3_600_000;
/** Google takes nothing shorter with comfort; what is left of a lease below this is not worth a token. */
const SHORTEST_SECONDS = 30;

export interface RenewalServices {
  database: Database;
  audit: AuditLog;
  clock: Clock;
  policy: Policy;
  gate: AccessGate;
  actors: Pick<Actors, 'resolve'>;
  evidence: Pick<EvidenceArchive, 'reverify'>;
  issuer: Pick<Issuer, 'sign'>;
  leases: LeaseStore;
}

/** What the holder of a lease gets: our assertion, for Google. */
export interface Renewal {
  assertion: Assertion;
  expiresAt: Date;
}

/**
 * Renews a checked-out credential while its lease lives: signs another assertion for the person that it belongs to, if that person may
 * still do it today. It says what that of the check-out said: with the signature, which is verified anew each time, and resting on the
 * same claims of the sign-in, as long as those count.
 */
export class Renewals {
  readonly #services: RenewalServices;
  readonly #limiter: RenewalLimiter;

  constructor(services: RenewalServices) {
    this.#services = services;
    this.#limiter = new RenewalLimiter(services.clock);
  }

  /**
   * @throws VertexAiError `unauthenticated` for an unknown lease and a wrong secret alike; `access_ended` once it is over; `role_missing`
   *   and others when the person may not any more; `too_many_requests`
   */
  async renew(order: {
    lease: string;
    secret: string | undefined;
    correlationId: string;
  }): Promise<Renewal> {
    this.#limiter.take(order.lease);
    const lease = await this.#services.leases.byId(order.lease);
    if (!isSecretOf(order.secret, lease?.secret_digest) || !lease) {
      await this.#recordStranger(lease, order.correlationId);
      throw new VertexAiError(
        'unauthenticated',
        'There is no such lease with this secret. Check out a new credential.',
      );
    }
    try {
      return await this.#renew(lease, order.correlationId);
    } catch (error) {
      const failure = toVertexAiError(error);
      if (isRefusal(failure)) {
        await this.#record(lease, order.correlationId, {
          outcome: 'denied',
          detail: { code: failure.code, message: failure.message },
        });
      }
      throw failure;
    }
  }

  async #renew(lease: JudgedLeaseRow, correlationId: string): Promise<Renewal> {
    const { actors, clock, gate, issuer, policy } = this.#services;
    const { actor: ref, environment: name } = lease;
    const leftSeconds = this.#checkAlive(lease);
    await gate.admit({ actor: ref, environment: name });
    const environment = policy.environment(name);
    const actor = await actors.resolve(ref, claimsOfLease(lease));
    const signature = await this.#signatureOf(lease);
    this.#checkToday(actor, environment, { lease, signature });
    const assertion = await issuer.sign({
      audience: audienceOf(environment),
      actor,
      environment: name,
      role: lease.role,
      correlationId,
      lifetimeSeconds: leftSeconds,
      purpose: {
        action: 'credential.checkout',
        intentDigest: lease.intent_digest!,
        stepUp: signature && stepUpFactOf(signature),
      },
    });
    const expiresAt = new Date(assertion.claims.exp * 1_000);
    await this.#services.database.transaction(async tx => {
      await markRenewed(tx, lease.id, {
        renewedAtMs: clock.now().getTime(),
        honouredUntilMs: honouredUntilMs(environment, expiresAt),
      });
      await this.#services.audit.append(tx, {
        ...this.#entry(lease, correlationId),
        outcome: 'success',
        detail: asDetail({ lease: lease.id, claims: assertion.claims }),
      });
    });
    // Whoever was told in the meantime that it has ended must find that it has.
    await gate.admit({ actor: ref, environment: name });
    if (gate.isLeaseEnded(lease.id)) {
      throw ended(lease);
    }
    return { assertion, expiresAt };
  }

  /** @returns the seconds that are left of it */
  #checkAlive(lease: JudgedLeaseRow): number {
    const leftSeconds = Math.floor(
      (toNumber(lease.until_ms) - this.#services.clock.now().getTime()) / 1_000,
    );
    if (lease.ended || leftSeconds < SHORTEST_SECONDS) {
      throw ended(lease);
    }
    return leftSeconds;
  }

  /** The signature of the check-out, verified again from its bytes. @throws VertexAiError `step_up_refused` */
  async #signatureOf({
    actor,
    step_up_evidence: evidenceId,
    intent_digest: digest,
  }: JudgedLeaseRow): Promise<Reverified | undefined> {
    return evidenceId === null
      ? undefined
      : this.#services.evidence.reverify({
          evidenceId,
          actor: { ref: actor },
          digest: digest!,
        });
  }

  /**
   * The policy of today about the person of today. The signature of the check-out counts as it did then; one that came to be demanded
   * since, or a better one, is missing, and so is everything else.
   */
  #checkToday(
    actor: Actor,
    environment: EnvironmentConfig,
    {
      lease,
      signature,
    }: { lease: JudgedLeaseRow; signature: Reverified | undefined },
  ): void {
    const role = lease.role as CheckoutRole;
    if (
      !environment.checkout?.roles.includes(role) ||
      !rolesOf(actor, environment).includes(role)
    ) {
      throw new VertexAiError(
        'role_missing',
        `${actor.ref} may not take the role ${role} out of ${environment.title} any more.`,
      );
    }
    const access = {
      action: 'credential.checkout' as const,
      environment: environment.name,
      facts: checkoutFacts(
        {
          role,
          renewable: true,
          reason: lease.reason ?? undefined,
          lifetimeMinutes: Math.round(
            (toNumber(lease.until_ms) - toNumber(lease.since_ms)) / 60_000,
          ),
        },
        this.#services.clock.now(),
      ),
      evidence: { stepUp: signature },
    };
    const decision = this.#services.policy.decide(actor, access.action, access);
    if (decision.outcome !== 'allowed') {
      throw new PolicyRefusal(access, decision);
    }
  }

  /** A wrong secret for a lease that there is may be somebody who guesses; what there is not would only let strangers fill the log. */
  async #recordStranger(
    lease: JudgedLeaseRow | undefined,
    correlationId: string,
  ): Promise<void> {
    if (lease) {
      await this.#record(lease, correlationId, {
        outcome: 'denied',
        detail: { code: 'unauthenticated' },
      });
    }
  }

  async #record(
    lease: JudgedLeaseRow,
    correlationId: string,
    what: { outcome: 'denied'; detail: Record<string, string> },
  ): Promise<void> {
    await this.#services.audit.record({
      ...this.#entry(lease, correlationId),
      outcome: what.outcome,
      detail: { lease: lease.id, ...what.detail },
    });
  }

  #entry(lease: JudgedLeaseRow, correlationId: string) {
    return {
      event: 'credential.renewed' as const,
      actor: lease.actor,
      environment: lease.environment,
      action: 'credential.checkout',
      correlationId,
    };
  }
}

/** Until when Google may take what an assertion leads to. */
function honouredUntilMs(
  { credentials }: EnvironmentConfig,
  assertionEndsAt: Date,
): number {
  return (
    assertionEndsAt.getTime() +
    (credentials.strategy === 'serviceAccountImpersonation'
      ? LONGEST_ACCOUNT_TOKEN_MS
      : 0)
  );
}

function ended({ id }: JudgedLeaseRow): VertexAiError {
  return new VertexAiError(
    'access_ended',
    `The lease ${id} has ended. Check out a new credential.`,
  );
}
