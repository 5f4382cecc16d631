import { ApiError, errorInfo } from '../core/ApiError';
import { RateLimitSeed } from '../seed/EmulatorSeed';
import { vertexTexts } from '../texts';
import { Call, Route, World } from './Route';

const MINUTE_MS = 60_000;
const LRO_METHODS = [
  'CreateEndpoint',
  'DeployModel',
  'UndeployModel',
  'MutateDeployedModel',
  'UploadModel',
  'CreateDeploymentResourcePool',
];

/** The documented limits per project, region and minute (cloud.google.com/vertex-ai/docs/quotas). */
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
      if (limit.methods.includes(route.method)) this.#count(limit, call);
    }
  }

  #count(limit: RateLimitSeed, call: Call): void {
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
      const consumer = `project_number:${number}`;
      throw new ApiError(
        'RESOURCE_EXHAUSTED',
        vertexTexts.rateLimit(limit.metric, consumer),
        [
          errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
            consumer: `projects/${number}`,
            quota_location: location,
            quota_metric: limit.metric,
            service: 'aiplatform.googleapis.com',
          }),
        ],
      );
    }
  }
}
