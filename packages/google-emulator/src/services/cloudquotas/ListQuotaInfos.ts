import { Call, Reply, World } from '../../http/Route';

const LARGEST_PAGE = 100;

/** The limits of a service in a project, one entry for each metric with its values by location (google.api.cloudquotas.v1.QuotaInfo). */
export function listQuotaInfos(call: Call, world: World): Reply {
  const { project, service } = call.params;
  const { id, number } = world.state.project(project)!;
  const limits = world.state.quotas.filter(
    quota => quota.project === id && quota.metric.startsWith(`${service}/`),
  );
  const metrics = [...new Set(limits.map(({ metric }) => metric))].sort();
  const size = Math.min(
    Number(call.query.pageSize ?? LARGEST_PAGE) || LARGEST_PAGE,
    LARGEST_PAGE,
  );
  const from = Number(call.query.pageToken ?? 0);
  const quotaInfos = metrics.slice(from, from + size).map(metric => ({
    name: `projects/${number}/locations/global/services/${service}/quotaInfos/${idOf(
      metric,
    )}`,
    quotaId: idOf(metric),
    metric,
    service,
    isPrecise: true,
    containerType: 'PROJECT',
    dimensions: ['region'],
    dimensionsInfos: limits
      .filter(quota => quota.metric === metric)
      .map(({ location, limit }) => ({
        dimensions: { region: location },
        details: { value: String(limit) },
        applicableLocations: [location],
      })),
  }));
  const next = from + size;
  return {
    body: {
      quotaInfos,
      ...(next < metrics.length && { nextPageToken: String(next) }),
    },
  };
}

/** `custom_model_serving_cpus` is the quota `CustomModelServingCpusPerProjectPerRegion`. */
function idOf(metric: string): string {
  const words = metric.replace(/^.*\//, '').split('_');
  return `${words
    .map(word => word[0].toUpperCase() + word.slice(1))
    .join('')}PerProjectPerRegion`;
}
