/**
 * Who is what where, and why somebody can or cannot.
 *
 * Promises that both are answered by the rules that decide, over the catalog as it is now: the matrix shows as granted exactly whom
 * the policy would grant it. Never mints anything, never changes anything. Only its routes may call it.
 */
export * from './AccessMatrix';
export * from './Simulator';
export * from './router';
