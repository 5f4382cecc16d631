import { ApiError, CODES, OAuthError } from '../core/ApiError';
import { Scenario } from '../scenarios/Scenarios';
import { statusOf } from '../scenarios/statusOf';
import { scenarioTexts, vertexTexts } from '../texts';
import { bearerToken } from './authenticate';
import { DOCUMENTED_RATE_LIMITS } from './RateLimiter';
import { rateLimitExceeded } from './rateLimitExceeded';
import { Call, Route, World } from './Route';

/** Makes a scripted fault happen to one request. A hang is handled by the caller: it is the absence of an answer. */
export async function applyScenario(
  scenario: Scenario,
  { call, route, world }: { call: Call; route: Route; world: World },
): Promise<void> {
  switch (scenario.effect) {
    case 'slow':
      await new Promise(resolve => {
        setTimeout(resolve, scenario.delayMs ?? 1000);
      });
      break;
    case 'fail':
      throw scriptedFailure(scenario, route);
    case 'throttle':
      throw scriptedThrottle(scenario, { call, route, world });
    case 'expireToken': {
      const token = bearerToken(call.headers);
      const record = token && world.state.tokens.find(token, call.now);
      if (record) record.expiresAtMs = call.now.getTime();
      break;
    }
    default:
      // failOperationAtStage: the handler hands it to the operation that it starts. loseAnswer: the server sees it.
      call.scenario = scenario;
  }
}

const speaksOAuth = (route: Route) =>
  route.service === 'sts' || route.service === 'oauth2';

function scriptedFailure(scenario: Scenario, route: Route): Error {
  const message = scenario.message ?? scenarioTexts.failed;
  const status = statusOf(scenario.status, 'UNAVAILABLE');
  if (!speaksOAuth(route)) return new ApiError(status, message);
  const { http } = CODES[status];
  return new OAuthError(
    http >= 500 ? 'internal_failure' : 'invalid_request',
    message,
    http,
  );
}

interface Throttled {
  call: Call;
  route: Route;
  world: World;
}

function scriptedThrottle(scenario: Scenario, request: Throttled): Error {
  const { message, retryAfterSeconds = 1 } = scenario;
  const error =
    message === undefined
      ? throttled(request)
      : withMessage(message, request.route);
  return error.withHeader('retry-after', String(retryAfterSeconds));
}

function withMessage(message: string, route: Route): ApiError | OAuthError {
  return speaksOAuth(route)
    ? new OAuthError('quota_exceeded', message, 429)
    : new ApiError('RESOURCE_EXHAUSTED', message);
}

/** What Google says when it throttles this method, where that is known. */
function throttled(request: Throttled): ApiError | OAuthError {
  const { call, route, world } = request;
  if (route.method === 'Predict' || route.method === 'RawPredict') {
    const name = world.state.canonicalName(call.params.name) ?? '';
    const split = world.state.endpoints.get(name)?.trafficSplit ?? {};
    const text = vertexTexts.trafficExceedsCapacity(
      name.split('/').pop() ?? '',
      Object.keys(split)[0] ?? '',
    );
    return new ApiError('RESOURCE_EXHAUSTED', text);
  }
  const limit = DOCUMENTED_RATE_LIMITS.find(({ methods }) =>
    methods.includes(route.method),
  );
  return limit
    ? rateLimitExceeded(limit.metric, request, world)
    : withMessage(scenarioTexts.throttled, route);
}
