import type { DiagnosisCheck } from '@backstage-vertex/plugin-vertex-ai-common';
import type { QuotaAmount } from '../google';

const PREFIX = 'aiplatform.googleapis.com/custom_model_serving_';
const CPUS = `${PREFIX}cpus`;

interface Quotas {
  project: string;
  locations: readonly string[];
  limits: readonly QuotaAmount[];
  usage: readonly QuotaAmount[];
}

/**
 * Whether a deployment would still find room. Google counts a model at its largest number of replicas. A limit of nought is how most
 * accelerators begin, so it is told of CPUs only, without which nothing runs.
 */
export function quotaCheck(quotas: Quotas): DiagnosisCheck {
  const here = quotas.limits
    .filter(
      ({ metric, location }) =>
        metric.startsWith(PREFIX) && quotas.locations.includes(location),
    )
    .map(limit => ({ ...limit, used: usedOf(limit, quotas.usage) }));
  const unnamed = quotas.locations.filter(
    location =>
      !here.some(limit => limit.location === location && limit.metric === CPUS),
  );
  const full = here.filter(
    ({ metric, amount, used }) =>
      amount >= 0 && used >= amount && (amount > 0 || metric === CPUS),
  );
  if (full.length > 0) {
    return {
      id: 'quota',
      outcome: 'fail',
      message: `Used up in ${quotas.project}: ${full.map(inWords).join(', ')}.`,
      repair: `Undeploy what is idle, lower the largest number of replicas, or ask Google for more: https://console.cloud.google.com/iam-admin/quotas?project=${quotas.project}`,
    };
  }
  if (unnamed.length > 0) {
    return {
      id: 'quota',
      outcome: 'unknown',
      message: `Google names no limit of serving CPUs for ${unnamed.join(
        ', ',
      )}.`,
      repair: `Is Vertex AI switched on? Run: gcloud services enable aiplatform.googleapis.com --project=${quotas.project}`,
    };
  }
  return {
    id: 'quota',
    outcome: 'pass',
    message: `There is room: ${here
      .filter(({ metric }) => metric === CPUS)
      .map(inWords)
      .join(', ')}.`,
  };
}

function usedOf(limit: QuotaAmount, usage: readonly QuotaAmount[]): number {
  return (
    usage.find(
      one => one.metric === limit.metric && one.location === limit.location,
    )?.amount ?? 0
  );
}

function inWords(limit: QuotaAmount & { used: number }): string {
  const name = limit.metric.slice(PREFIX.length).replace(/_/g, ' ');
  return limit.amount < 0
    ? `${limit.used} ${name} in ${limit.location}, without a limit`
    : `${limit.used} of ${limit.amount} ${name} in ${limit.location}`;
}
