import { RateLimitSeed } from '../seed/EmulatorSeed';
import { placeOf, rateLimitExceeded } from './rateLimitExceeded';
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
    const { number, location } = placeOf(call, this.#world);
    const key = `${limit.metric} ${number} ${location}`;
    const nowMs = call.now.getTime();
    const known = this.#counts.get(key);
    const isFresh = known && nowMs - known.windowStartMs < MINUTE_MS;
    const entry = isFresh ? known : { windowStartMs: nowMs, count: 0 };
    entry.count += 1;
    this.#counts.set(key, entry);
    if (entry.count > limit.perMinute) {
      throw rateLimitExceeded(limit.metric, { route, call }, this.#world);
    }
  }
}
