import type { NewAuditEntry } from './AuditLog';

/** A value as the detail of an entry: JSON leaves absent fields out, which the type of a detail wants said. */
export function asDetail(value: object): NewAuditEntry['detail'] {
  return JSON.parse(JSON.stringify(value));
}
