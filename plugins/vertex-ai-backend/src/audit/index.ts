/**
 * The record of every decision, handshake hop and write at Google.
 *
 * Promises: append-only, positions without gaps, written in the same transaction as what it records; a failed append fails
 * the action. Never holds a token, a prediction's data or free text that Google would not be told either. Imports no other
 * slice but core and db; every slice with state may append.
 */
export { asDetail } from './asDetail';
export * from './AuditLog';
export { mirrorToAuditor } from './mirrorToAuditor';
