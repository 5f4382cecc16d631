import { LoggerService } from '@backstage/backend-plugin-api';
import type { Problem } from '@backstage-vertex/plugin-vertex-ai-common';
import { toVertexAiError, VertexAiError } from '../../core';
import type { CallContext, VertexApi } from '../../google';
import { Policy } from '../../policy';
import { GoogleAccess } from '../effects';
import {
  followEffect,
  isBeingChanged,
  lookUpEffect,
  readEndpoint,
  readModel,
  sendEffect,
} from '../effects';
import type { Outcome } from '../effects/Effect';
import { modelDigest } from '../basis';
import { canonicalIntent } from '../intent';
import type { EffectState, EndpointView, MachineEvent, Step } from '../model';
import type { Claim } from '../store/Claim';
import { DeploymentStore } from '../store/DeploymentStore';
import { Authority } from './Authority';
import type { HeldLease } from './HeldLease';

/** Carries out one step at Google and says, as an event of the machine, what became of it. Decides nothing. */
export class StepRunner {
  readonly #vertex: VertexApi;
  readonly #policy: Policy;
  readonly #authority: Authority;
  readonly #store: DeploymentStore;
  readonly #logger: LoggerService;

  constructor(services: {
    vertex: VertexApi;
    policy: Policy;
    authority: Authority;
    store: DeploymentStore;
    logger: LoggerService;
  }) {
    this.#vertex = services.vertex;
    this.#policy = services.policy;
    this.#authority = services.authority;
    this.#store = services.store;
    this.#logger = services.logger;
  }

  /** @throws the signal's reason when the claim was lost meanwhile; never anything else */
  async perform(
    claim: Claim,
    step: Step,
    lease: Pick<HeldLease, 'signal' | 'confirm'>,
  ): Promise<MachineEvent> {
    const { signal } = lease;
    try {
      this.#checkPlace(claim);
    } catch (error) {
      return this.#failure(claim, error, 'refused');
    }
    try {
      switch (step.do) {
        case 'observe':
          return await this.#observe(claim, signal);
        case 'send':
          return await this.#send(claim, step.kind, lease);
        case 'stop':
          return await this.#stop(claim, step.kind, lease);
        case 'lookUp':
        case 'follow':
          return await this.#read(claim, step, signal);
        default:
          throw new Error(`unknown step ${step satisfies never}`);
      }
    } catch (error) {
      signal.throwIfAborted();
      const event = this.#failure(claim, error, 'failed');
      // Once something was written there is no deciding without a look: turning back needs one too. So the look is tried until the
      // deadline, also where its failure seems to last.
      return event.type === 'failed' &&
        Object.keys(claim.state.effects).length > 0
        ? { type: 'delayed', problem: event.problem }
        : event;
    }
  }

  /**
   * What was decided on names a Google project and a location. When the environment has others by now, nothing is written or looked for
   * there: it would be somebody else's, and what is missing there would look as if it had been taken back.
   */
  #checkPlace({ environment, requestedBy, intentDigest, state }: Claim): void {
    const { request } = state;
    const today = this.#policy.environment(environment);
    const { digest } = canonicalIntent({
      requestedBy,
      environment: today,
      request,
      basis: state.basis,
      breakGlass: state.breakGlass,
    });
    if (digest !== intentDigest) {
      throw new VertexAiError(
        'conflict',
        `The Google project of the environment ${environment} was changed since this was asked for.`,
      );
    }
    if (!today.locations.includes(request.location)) {
      throw new VertexAiError(
        'conflict',
        `The location ${request.location} was taken out of the environment ${environment} since this was asked for.`,
      );
    }
  }

  async #observe(claim: Claim, signal: AbortSignal): Promise<MachineEvent> {
    const google = this.#access(
      claim,
      await this.#authority.forRead(claim, signal),
    );
    const [endpoint, digest] = await Promise.all([
      readEndpoint(claim.state.endpointId, google),
      this.#modelDigest(claim, google),
    ]);
    return {
      type: 'endpointSeen',
      endpoint: endpoint && viewOf(endpoint),
      modelDigest: digest,
    };
  }

  /** Read as long as it counts: until something was written. */
  async #modelDigest(
    { state }: Claim,
    google: GoogleAccess,
  ): Promise<string | null | undefined> {
    if (!state.basis || Object.keys(state.effects).length > 0) {
      return undefined;
    }
    const model = await readModel(state.request, google);
    return model ? modelDigest(model) : null;
  }

  async #read(
    claim: Claim,
    { do: what, kind }: Extract<Step, { do: 'lookUp' | 'follow' }>,
    signal: AbortSignal,
  ): Promise<MachineEvent> {
    const google = this.#access(
      claim,
      await this.#authority.forRead(claim, signal),
    );
    const effect = effectOf(claim, kind);
    return withKind(
      kind,
      await (what === 'follow' ? followEffect : lookUpEffect)(effect, google),
    );
  }

  async #send(
    claim: Claim,
    kind: EffectState['kind'],
    lease: Pick<HeldLease, 'signal' | 'confirm'>,
  ): Promise<MachineEvent> {
    const { signal } = lease;
    let ctx: CallContext;
    try {
      ctx = await this.#authority.forWrite(claim, signal);
    } catch (error) {
      signal.throwIfAborted();
      return this.#failure(claim, error, 'refused');
    }
    // The last moment at which a lost claim can be noticed before something changes at Google.
    await lease.confirm();
    const google = this.#access(claim, ctx);
    try {
      return withKind(kind, await sendEffect(effectOf(claim, kind), google));
    } catch (error) {
      signal.throwIfAborted();
      const event = this.#failure(claim, error, 'failed');
      return event.type === 'delayed'
        ? {
            ...event,
            ofWrite: {
              kind,
              othersAtWork: await othersAtWork(claim, event.problem, google),
            },
          }
        : { type: 'effectFailed', kind, problem: event.problem, refused: true };
    }
  }

  /** Asking to stop only saves time: where it is refused, the operation is waited for and what it brought is undone. */
  async #stop(
    claim: Claim,
    kind: EffectState['kind'],
    lease: Pick<HeldLease, 'signal' | 'confirm'>,
  ): Promise<MachineEvent> {
    const { signal } = lease;
    try {
      const ctx = await this.#authority.forWrite(claim, signal);
      await lease.confirm();
      await this.#vertex
        .operations(claim.state.request.location)
        .cancel({ name: effectOf(claim, kind).operation! }, ctx);
    } catch (error) {
      signal.throwIfAborted();
      const event = this.#failure(claim, error, 'failed');
      if (event.type === 'delayed') {
        return event;
      }
    }
    return { type: 'stopAsked', kind };
  }

  /** What may pass is tried again; so is what nobody expected, because a look at Google comes before any repetition. */
  #failure(
    claim: Claim,
    error: unknown,
    lasting: 'failed' | 'refused',
  ): Extract<MachineEvent, { type: 'delayed' | 'failed' | 'refused' }> {
    const failure = toVertexAiError(error);
    const problem = failure.toProblem(claim.state.correlationId);
    if (!VertexAiError.is(error)) {
      this.#logger.error(
        `Unexpected failure in deployment ${claim.id}: ${
          error instanceof Error ? error.stack : String(error)
        }`,
        { correlationId: claim.state.correlationId },
      );
      return { type: 'delayed', problem };
    }
    return failure.retry
      ? { type: 'delayed', problem, afterMs: failure.retry.afterMs }
      : { type: lasting, problem };
  }

  #access(claim: Claim, ctx: CallContext): GoogleAccess {
    return {
      vertex: this.#vertex,
      project: this.#policy.environment(claim.environment).project,
      location: claim.state.request.location,
      deploymentId: claim.id,
      ctx,
      foreignOperations: names =>
        this.#store.foreignOperations(claim.id, names),
    };
  }
}

/** Whether an endpoint that is too busy for a write is seen to be changed by something. Where it cannot be seen it may be. */
async function othersAtWork(
  { state }: Claim,
  { code }: Problem,
  google: GoogleAccess,
): Promise<boolean> {
  return (
    code !== 'endpoint_busy' ||
    isBeingChanged(state.endpointId, google).catch(() => true)
  );
}

function effectOf(claim: Claim, kind: EffectState['kind']): EffectState {
  const effect = claim.state.effects[kind];
  if (!effect) {
    throw new Error(`${kind} is not recorded, so it must not be carried out`);
  }
  return effect;
}

function withKind(kind: EffectState['kind'], outcome: Outcome): MachineEvent {
  return { ...outcome, kind };
}

function viewOf(endpoint: EndpointView): EndpointView {
  return {
    displayName: endpoint.displayName,
    etag: endpoint.etag,
    trafficSplit: endpoint.trafficSplit,
    deployedModels: endpoint.deployedModels.map(
      ({ id, modelId, modelVersionId, displayName }) => ({
        id,
        modelId,
        modelVersionId,
        displayName,
      }),
    ),
  };
}
