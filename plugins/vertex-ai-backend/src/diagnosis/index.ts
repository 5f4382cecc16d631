/**
 * The doctor: where the way from a person to Google breaks, and what repairs it.
 *
 * Promises to walk by the code that mints credentials, and to say `unknown` where it could not ask. Never mints in the name of
 * another person, never gives a token on. Only its route may call it.
 */
export * from './Doctor';
export * from './ProjectChecks';
export * from './PublicDocuments';
export * from './router';
