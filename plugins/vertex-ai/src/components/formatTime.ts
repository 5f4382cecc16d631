const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, ms: number][] =
  [
    [60_000, 'second', 1_000],
    [3_600_000, 'minute', 60_000],
    [86_400_000, 'hour', 3_600_000],
    [30 * 86_400_000, 'day', 86_400_000],
  ];

/** Distance to `now` in words; an absolute date when it is more than a month. */
export function formatRelative(
  instant: string,
  now: number,
  language: string,
): string {
  const deltaMs = Date.parse(instant) - now;
  const step = steps.find(([limit]) => Math.abs(deltaMs) < limit);
  if (!step) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(
      Date.parse(instant),
    );
  }
  const [, unit, ms] = step;
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(deltaMs / ms),
    unit,
  );
}

/** Date and time to the second, with the zone. */
export function formatAbsolute(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(Date.parse(instant));
}

/** Whole milliseconds below a second, seconds to one decimal above, minutes and seconds above that. */
export function formatDuration(durationMs: number, language: string): string {
  if (durationMs < 1_000) {
    return `${Math.round(durationMs)} ms`;
  }
  if (durationMs < 60_000) {
    const seconds = new Intl.NumberFormat(language, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(durationMs / 1_000);
    return `${seconds} s`;
  }
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
