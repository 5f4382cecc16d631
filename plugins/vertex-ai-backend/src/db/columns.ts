/** PostgreSQL returns 64-bit integers as text, SQLite as numbers; our instants and counters fit a double exactly. */
export type BigIntColumn = number | string;

/** A 64-bit column as a number. */
export function toNumber(value: BigIntColumn): number {
  return Number(value);
}

/** An instant column (milliseconds) as RFC 3339 text. */
export function toInstant(value: BigIntColumn): string {
  return new Date(Number(value)).toISOString();
}

/** The same for a column that may be null. */
export function toOptionalInstant(
  value: BigIntColumn | null,
): string | undefined {
  return value === null ? undefined : toInstant(value);
}
