/** Of two RFC 3339 instants; false when either is not known. */
export function isNewer(
  instant: string | undefined,
  than: string | undefined,
): boolean {
  return (
    instant !== undefined &&
    than !== undefined &&
    Date.parse(instant) > Date.parse(than)
  );
}

/** The newer of two instants, as far as they are known. */
export function newerOf(
  one: string | undefined,
  other: string | undefined,
): string | undefined {
  return one === undefined || isNewer(other, one) ? other : one;
}
