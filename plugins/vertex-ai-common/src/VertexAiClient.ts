import { CallOptions, callRoute, VertexAiClientOptions } from './callRoute';
import {
  Route,
  RouteAnswer,
  RouteBody,
  RouteParams,
  RouteQuery,
  routes,
  STEP_UP_HEADER,
} from './routes';

/** For requests that may need a signature. */
export interface GrantOptions {
  /** The grant of a step-up over exactly this request. */
  stepUp?: string;
}

/**
 * The one client of the API, used by the frontend, the catalog module and scripts.
 *
 * Every method answers with the parsed body, or throws {@link VertexAiProblemError}; a network failure stays what fetch throws.
 */
export class VertexAiClient {
  readonly #options: VertexAiClientOptions;

  constructor(options: VertexAiClientOptions) {
    this.#options = options;
  }

  listEnvironments(signal?: AbortSignal) {
    return this.#call(routes.listEnvironments, { signal });
  }

  listAccess(
    query: RouteQuery<typeof routes.listAccess> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listAccess, { query, signal });
  }

  /** About oneself; about another as an auditor or admin. Nothing is minted. */
  simulateAccess(
    body: RouteBody<typeof routes.simulateAccess>,
    signal?: AbortSignal,
  ) {
    return this.#call(routes.simulateAccess, { body, signal });
  }

  /** For oneself; for another person as an auditor or admin, and then nothing is minted. */
  diagnose(environment: string, body: RouteBody<typeof routes.diagnose> = {}) {
    return this.#call(routes.diagnose, { params: { environment }, body });
  }

  getIssuer(signal?: AbortSignal) {
    return this.#call(routes.getIssuer, { signal });
  }

  /** Withdraws every key of the issuer and signs with a new one at once. For administrators of the portal. */
  rotateIssuerKeys(body: RouteBody<typeof routes.rotateIssuerKeys>) {
    return this.#call(routes.rotateIssuerKeys, { body });
  }

  listModels(
    query: RouteQuery<typeof routes.listModels> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listModels, { query, signal });
  }

  getModel(params: RouteParams<typeof routes.getModel>, signal?: AbortSignal) {
    return this.#call(routes.getModel, { params, signal });
  }

  /** The same key with the same body looks where the first upload is; with another body it is refused. */
  uploadModel(
    params: RouteParams<typeof routes.uploadModel>,
    body: RouteBody<typeof routes.uploadModel>,
    { idempotencyKey, ...options }: GrantOptions & { idempotencyKey: string },
  ) {
    return this.#call(routes.uploadModel, {
      params,
      body,
      headers: { 'idempotency-key': idempotencyKey, ...grantHeader(options) },
    });
  }

  changeAliases(
    params: RouteParams<typeof routes.changeAliases>,
    body: RouteBody<typeof routes.changeAliases>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.changeAliases, {
      params,
      body,
      headers: grantHeader(options),
    });
  }

  listEndpoints(
    query: RouteQuery<typeof routes.listEndpoints> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listEndpoints, { query, signal });
  }

  getEndpoint(
    params: RouteParams<typeof routes.getEndpoint>,
    signal?: AbortSignal,
  ) {
    return this.#call(routes.getEndpoint, { params, signal });
  }

  predict(
    params: RouteParams<typeof routes.predict>,
    body: RouteBody<typeof routes.predict>,
  ) {
    return this.#call(routes.predict, { params, body });
  }

  previewDeployment(
    body: RouteBody<typeof routes.previewDeployment>,
    signal?: AbortSignal,
  ) {
    return this.#call(routes.previewDeployment, { body, signal });
  }

  /** The same key with the same body answers with the first deployment; with another body it is refused. */
  createDeployment(
    body: RouteBody<typeof routes.createDeployment>,
    idempotencyKey: string,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.createDeployment, {
      body,
      headers: { 'idempotency-key': idempotencyKey, ...grantHeader(options) },
    });
  }

  listDeployments(
    query: RouteQuery<typeof routes.listDeployments> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listDeployments, { query, signal });
  }

  /** With the name of its environment, where that is known, the caller's own Google token can come along for work that waits for it. */
  getDeployment(
    deployment: string,
    signal?: AbortSignal,
    environment?: string,
  ) {
    return this.#call(routes.getDeployment, {
      params: { deployment },
      signal,
      environment,
    });
  }

  cancelDeployment(
    deployment: string,
    body: RouteBody<typeof routes.cancelDeployment> = {},
  ) {
    return this.#call(routes.cancelDeployment, {
      params: { deployment },
      body,
    });
  }

  createStepUpChallenge(
    body: RouteBody<typeof routes.createStepUpChallenge>,
    signal?: AbortSignal,
  ) {
    return this.#call(routes.createStepUpChallenge, { body, signal });
  }

  answerStepUpChallenge(
    challenge: string,
    body: RouteBody<typeof routes.answerStepUpChallenge>,
  ) {
    return this.#call(routes.answerStepUpChallenge, {
      params: { challenge },
      body,
    });
  }

  getStepUpEvidence(evidence: string, signal?: AbortSignal) {
    return this.#call(routes.getStepUpEvidence, {
      params: { evidence },
      signal,
    });
  }

  listSecurityKeys(signal?: AbortSignal) {
    return this.#call(routes.listSecurityKeys, { signal });
  }

  startKeyRegistration() {
    return this.#call(routes.startKeyRegistration, {});
  }

  finishKeyRegistration(
    registration: string,
    body: RouteBody<typeof routes.finishKeyRegistration>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.finishKeyRegistration, {
      params: { registration },
      body,
      headers: grantHeader(options),
    });
  }

  renameSecurityKey(
    key: string,
    body: RouteBody<typeof routes.renameSecurityKey>,
  ) {
    return this.#call(routes.renameSecurityKey, { params: { key }, body });
  }

  removeSecurityKey(key: string, options: GrantOptions = {}) {
    return this.#call(routes.removeSecurityKey, {
      params: { key },
      headers: grantHeader(options),
    });
  }

  listKeyResets(
    query: RouteQuery<typeof routes.listKeyResets> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listKeyResets, { query, signal });
  }

  requestKeyReset(body: RouteBody<typeof routes.requestKeyReset>) {
    return this.#call(routes.requestKeyReset, { body });
  }

  decideKeyReset(
    reset: string,
    body: RouteBody<typeof routes.decideKeyReset>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.decideKeyReset, {
      params: { reset },
      body,
      headers: grantHeader(options),
    });
  }

  listLeases(
    query: RouteQuery<typeof routes.listLeases> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listLeases, { query, signal });
  }

  /** The answer holds a token: show it, keep it nowhere. */
  checkOutCredential(
    environment: string,
    body: RouteBody<typeof routes.checkOutCredential>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.checkOutCredential, {
      params: { environment },
      body,
      headers: grantHeader(options),
    });
  }

  getOwnAccess(signal?: AbortSignal) {
    return this.#call(routes.getOwnAccess, { signal });
  }

  listEndings(
    query: RouteQuery<typeof routes.listEndings> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listEndings, { query, signal });
  }

  /** Takes effect on every replica within a second. What Google has given lives on there until its end; the answer says until when. */
  endAccess(body: RouteBody<typeof routes.endAccess>) {
    return this.#call(routes.endAccess, { body });
  }

  getEnding(ending: string, signal?: AbortSignal) {
    return this.#call(routes.getEnding, { params: { ending }, signal });
  }

  restoreAccess(ending: string, body: RouteBody<typeof routes.restoreAccess>) {
    return this.#call(routes.restoreAccess, { params: { ending }, body });
  }

  /** Voids every vote. */
  reviseDeployment(
    deployment: string,
    body: RouteBody<typeof routes.reviseDeployment>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.reviseDeployment, {
      params: { deployment },
      body,
      headers: grantHeader(options),
    });
  }

  /** Skips the approvals, and nothing else. The request has to say why. */
  breakGlass(
    body: RouteBody<typeof routes.breakGlass>,
    idempotencyKey: string,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.breakGlass, {
      body,
      headers: { 'idempotency-key': idempotencyKey, ...grantHeader(options) },
    });
  }

  listApprovals(
    query: RouteQuery<typeof routes.listApprovals> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listApprovals, { query, signal });
  }

  getApproval(deployment: string, signal?: AbortSignal) {
    return this.#call(routes.getApproval, { params: { deployment }, signal });
  }

  compareApproval(deployment: string, signal?: AbortSignal) {
    return this.#call(routes.compareApproval, {
      params: { deployment },
      signal,
    });
  }

  vote(
    deployment: string,
    body: RouteBody<typeof routes.vote>,
    options: GrantOptions = {},
  ) {
    return this.#call(routes.vote, {
      params: { deployment },
      body,
      headers: grantHeader(options),
    });
  }

  closeReview(deployment: string, body: RouteBody<typeof routes.closeReview>) {
    return this.#call(routes.closeReview, { params: { deployment }, body });
  }

  listAudit(
    query: RouteQuery<typeof routes.listAudit> = {},
    signal?: AbortSignal,
  ) {
    return this.#call(routes.listAudit, { query, signal });
  }

  #call<T extends Route<any, any, any, any>>(
    route: T,
    options: CallOptions,
  ): Promise<RouteAnswer<T>> {
    return callRoute(this.#options, route, options);
  }
}

function grantHeader({ stepUp }: GrantOptions): Record<string, string> {
  return stepUp === undefined ? {} : { [STEP_UP_HEADER]: stepUp };
}
