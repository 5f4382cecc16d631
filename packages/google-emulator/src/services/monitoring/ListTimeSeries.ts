import { ApiError } from '../../core/ApiError';
import { Call, Reply, World } from '../../http/Route';
import { monitoringTexts } from '../../texts';
import { servingUsage } from '../aiplatform/quota/servingQuota';

const ALLOCATION_USAGE = 'serviceruntime.googleapis.com/quota/allocation/usage';

/** How much of the serving quotas is allocated now, one point for each metric and location. Other metrics are not modelled. */
export function listTimeSeries(call: Call, world: World): Reply {
  const filter = call.query.filter ?? '';
  if (!filter.includes(`metric.type="${ALLOCATION_USAGE}"`)) {
    throw new ApiError('INVALID_ARGUMENT', monitoringTexts.unknownMetric);
  }
  const { id, number } = world.state.project(call.params.project)!;
  const locations = new Set(
    world.state.quotas
      .filter(quota => quota.project === id)
      .map(({ location }) => location),
  );
  const timeSeries = [...locations].flatMap(location =>
    Object.entries(
      servingUsage(`projects/${number}/locations/${location}`, world),
    ).map(([metric, value]) => ({
      metric: { type: ALLOCATION_USAGE, labels: { quota_metric: metric } },
      resource: {
        type: 'consumer_quota',
        labels: {
          project_id: id,
          location,
          service: 'aiplatform.googleapis.com',
        },
      },
      metricKind: 'GAUGE',
      valueType: 'INT64',
      points: [
        {
          interval: { endTime: call.now.toISOString() },
          value: { int64Value: String(value) },
        },
      ],
    })),
  );
  return { body: timeSeries.length > 0 ? { timeSeries } : {} };
}
