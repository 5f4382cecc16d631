import { ApiError, errorInfo, OAuthError } from '../core/ApiError';
import { stsTexts, vertexTexts } from '../texts';
import { Call, Route, World } from './Route';

/** Project number and location of the resource in the path; empty for APIs whose paths name none. */
export function placeOf(
  call: Call,
  world: World,
): { number: string; location: string } {
  const resource = call.params.name ?? call.params.parent ?? '';
  const [, project = '', , location = ''] = resource.split('/');
  return { number: world.state.project(project)?.number ?? project, location };
}

/** What a request gets that is one too many for `metric`. */
export function rateLimitExceeded(
  metric: string,
  { route, call }: { route: Route; call: Call },
  world: World,
): ApiError | OAuthError {
  if (route.service === 'sts') {
    return new OAuthError('quota_exceeded', stsTexts.throttled, 429);
  }
  const { number, location } = placeOf(call, world);
  const service = `${route.service}.googleapis.com`;
  const consumer = `project_number:${number}`;
  return new ApiError(
    'RESOURCE_EXHAUSTED',
    vertexTexts.rateLimit({ metric, service, consumer }),
    [
      errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
        consumer: `projects/${number}`,
        quota_location: location,
        quota_metric: metric,
        service,
      }),
    ],
  );
}
