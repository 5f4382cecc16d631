import { ApiError, errorInfo, OAuthError } from '../core/ApiError';
import { RateLimitSeed } from '../seed/EmulatorSeed';
import { stsTexts, vertexTexts } from '../texts';
import { Call, Route, World } from './Route';

const MINUTE_MS = 60_000;
const LRO_METHODS = [
  'CreateEndpoint',
  'DeployModel',
  'UndeployModel',
  'MutateDeployedModel',
  'UpdateEndpointLongRunning',
  'UploadModel',
  'CreateDeploymentResourcePool',
];

/** The documented limits per minute: of Vertex AI per project and region, of the token exchange and IAM Credentials per project. */
export const DOCUMENTED_RATE_LIMITS: RateLimitSeed[] = [
  {
    metric: 'aiplatform.googleapis.com/resource_management_requests',
    methods: [
      'GetEndpoint',
      'ListEndpoints',
      'UpdateEndpoint',
      'DeleteEndpoint',
      'GetModel',
      'ListModels',
      'ListModelVersions',
      'UpdateModel',
      'DeleteModel',
      'DeleteModelVersion',
      'MergeVersionAliases',
      'GetDeploymentResourcePool',
      'ListDeploymentResourcePools',
      'DeleteDeploymentResourcePool',
    ],
    perMinute: 600,
  },
  {
    metric: 'aiplatform.googleapis.com/job_lro_submit_requests',
    methods: LRO_METHODS,
    perMinute: 60,
  },
  {
    metric: 'aiplatform.googleapis.com/online_prediction_requests',
    methods: ['Predict', 'RawPredict'],
    perMinute: 30_000,
  },
  {
    metric: 'sts.googleapis.com/requests',
    methods: ['ExchangeToken'],
    perMinute: 6_000,
  },
  {
    metric: 'iamcredentials.googleapis.com/generate_credential_requests',
    methods: ['GenerateAccessToken', 'GenerateIdToken', 'SignJwt', 'SignBlob'],
    perMinute: 60_000,
  },
];

/** Counts requests in windows of one minute of the emulator's clock, per limit, project and region. */
export class RateLimiter {
  readonly #world: World;
  readonly #counts = new Map<
    string,
    { windowStartMs: number; count: number }
  >();

  constructor(world: World) {
    this.#world = world;
  }

  /** Throws RESOURCE_EXHAUSTED when this request is one too many. */
  check(route: Route, call: Call): void {
    for (const limit of this.#world.state.rateLimits) {
      if (limit.methods.includes(route.method)) {
        this.#count(limit, { route, call });
      }
    }
  }

  #count(
    limit: RateLimitSeed,
    { route, call }: { route: Route; call: Call },
  ): void {
    const resource = call.params.name ?? call.params.parent ?? '';
    const [, project = '', , location = ''] = resource.split('/');
    const number = this.#world.state.project(project)?.number ?? project;
    const key = `${limit.metric} ${number} ${location}`;
    const nowMs = call.now.getTime();
    const known = this.#counts.get(key);
    const isFresh = known && nowMs - known.windowStartMs < MINUTE_MS;
    const entry = isFresh ? known : { windowStartMs: nowMs, count: 0 };
    entry.count += 1;
    this.#counts.set(key, entry);
    if (entry.count > limit.perMinute) {
      throw refused(limit.metric, { number, location, service: route.service });
    }
  }
}

function refused(
  metric: string,
  at: { number: string; location: string; service: string },
): ApiError | OAuthError {
  if (at.service === 'sts') {
    return new OAuthError('quota_exceeded', stsTexts.throttled, 429);
  }
  const service = `${at.service}.googleapis.com`;
  return new ApiError(
    'RESOURCE_EXHAUSTED',
    vertexTexts.rateLimit({
      metric,
      service,
      consumer: `project_number:${at.number}`,
    }),
    [
      errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
        consumer: `projects/${at.number}`,
        quota_location: at.location,
        quota_metric: metric,
        service,
      }),
    ],
  );
}
