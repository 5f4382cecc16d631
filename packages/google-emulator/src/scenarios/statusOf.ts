import { CODES, isStatusName, StatusName } from '../core/ApiError';

/** The status of a scenario, given by name or HTTP status, or `fallback` when it names none. */
export function statusOf(
  status: StatusName | number | undefined,
  fallback: StatusName,
): StatusName {
  if (status === undefined) return fallback;
  if (typeof status === 'string') return status;
  const byHttp = Object.keys(CODES).find(
    name => isStatusName(name) && CODES[name].http === status,
  );
  return (byHttp as StatusName | undefined) ?? 'UNKNOWN';
}
