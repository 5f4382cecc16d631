import type { CallContext } from './CallContext';
import { RestClient } from './RestClient';

/** How much of a quota there is, or is taken, in one location. */
export interface QuotaAmount {
  /** For instance `aiplatform.googleapis.com/custom_model_serving_cpus`. */
  metric: string;
  location: string;
  /** A limit of -1 is none. */
  amount: number;
}

const SERVICE = 'aiplatform.googleapis.com';
const USAGE = 'serviceruntime.googleapis.com/quota/allocation/usage';

/** Usage is sampled once in a while; the newest point of this time counts. */
const WINDOW_MS = 24 * 3_600_000;

/** Nobody has so many pages of quotas; more would be a server that leads around in a circle. */
const MAX_PAGES = 50;

interface QuotaInfos {
  quotaInfos?: {
    metric?: string;
    dimensionsInfos?: {
      details?: { value?: string };
      applicableLocations?: string[];
    }[];
  }[];
  nextPageToken?: string;
}

interface TimeSeries {
  timeSeries?: {
    metric?: { labels?: { quota_metric?: string } };
    resource?: { labels?: { location?: string } };
    points?: { value?: { int64Value?: string } }[];
  }[];
  nextPageToken?: string;
}

/**
 * Cloud Quotas v1 for limits (`cloudquotas.quotas.get`), Cloud Monitoring v3 for what is taken (`monitoring.timeSeries.list`):
 * the former does not tell it.
 */
export class QuotasApi {
  readonly #config: { quotas: string; monitoring: string };
  readonly #rest: RestClient;

  constructor(config: {
    quotas: string;
    monitoring: string;
    timeoutMs: number;
  }) {
    this.#config = config;
    this.#rest = new RestClient({ timeoutMs: config.timeoutMs });
  }

  /** The limits of Vertex AI in a project. @throws VertexAiError */
  async limits(project: string, ctx: CallContext): Promise<QuotaAmount[]> {
    const pages = await this.#pages<QuotaInfos>(
      {
        rpc: 'CloudQuotas.ListQuotaInfos',
        url: `${
          this.#config.quotas
        }/v1/projects/${project}/locations/global/services/${SERVICE}/quotaInfos`,
      },
      ctx,
    );
    return pages
      .flatMap(({ quotaInfos = [] }) => quotaInfos)
      .flatMap(({ metric = '', dimensionsInfos = [] }) =>
        dimensionsInfos.flatMap(({ details, applicableLocations = [] }) =>
          applicableLocations.map(location => ({
            metric,
            location,
            amount: Number(details?.value ?? NaN),
          })),
        ),
      )
      .filter(({ amount }) => Number.isFinite(amount));
  }

  /** What of them is taken. @throws VertexAiError */
  async usage(
    { project, now }: { project: string; now: Date },
    ctx: CallContext,
  ): Promise<QuotaAmount[]> {
    const pages = await this.#pages<TimeSeries>(
      {
        rpc: 'MetricService.ListTimeSeries',
        url: `${this.#config.monitoring}/v3/projects/${project}/timeSeries`,
        query: {
          filter: `metric.type="${USAGE}" AND resource.type="consumer_quota" AND resource.labels.service="${SERVICE}"`,
          'interval.startTime': new Date(
            now.getTime() - WINDOW_MS,
          ).toISOString(),
          'interval.endTime': now.toISOString(),
        },
      },
      ctx,
    );
    return pages
      .flatMap(({ timeSeries = [] }) => timeSeries)
      .map(({ metric, resource, points = [] }) => ({
        metric: metric?.labels?.quota_metric ?? '',
        location: resource?.labels?.location ?? '',
        // The newest comes first.
        amount: Number(points[0]?.value?.int64Value ?? 0),
      }));
  }

  async #pages<T extends { nextPageToken?: string }>(
    request: { rpc: string; url: string; query?: Record<string, string> },
    ctx: CallContext,
  ): Promise<T[]> {
    const pages: T[] = [];
    let pageToken: string | undefined;
    do {
      const page = (await this.#rest.send(
        { rpc: request.rpc, kind: 'read' },
        {
          method: 'GET',
          url: request.url,
          query: { ...request.query, pageToken },
        },
        ctx,
      )) as T;
      pages.push(page);
      pageToken = page.nextPageToken;
    } while (pageToken && pages.length < MAX_PAGES);
    return pages;
  }
}
