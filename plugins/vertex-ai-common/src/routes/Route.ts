import { z } from 'zod';

/**
 * One route of the API, below `/api/vertex-ai/v1`.
 *
 * The server's handlers, the typed client and the OpenAPI document are all made from this table, so they cannot disagree.
 */
export interface Route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  id: string;
  method: 'get' | 'post';
  /** With `{name}` for each path parameter. */
  path: string;
  summary: string;
  params: P;
  query: Q;
  /** Absent for a route without a body. */
  body?: B;
  response: R;
  status: 200 | 201 | 202;
  /** Whether an `Idempotency-Key` header is required. */
  idempotent?: boolean;
  /** Whether the header `x-vertex-ai-step-up` may name a grant: the proof of a signature over exactly this intent. */
  stepUp?: boolean;
}

/**
 * Carries the caller's own Google access token to our backend, and only there, for environments whose strategy is `userOAuth`. Never
 * stored, never logged, never passed on but to Google.
 */
export const GOOGLE_TOKEN_HEADER = 'x-vertex-ai-google-token';

/** Names the grant that a step-up has given (`grant` of its answer). Single use, for one person and one intent. */
export const STEP_UP_HEADER = 'x-vertex-ai-step-up';

/**
 * Carries the caller's own token of the company's identity provider, in the same way, for environments whose strategy is
 * `oidcSubject`.
 */
export const SUBJECT_TOKEN_HEADER = 'x-vertex-ai-subject-token';

/** Path parameters of a route, as a caller gives them. */
export type RouteParams<T> = T extends Route<infer P, any, any, any>
  ? z.input<P>
  : never;
/** Query of a route, as a caller gives it; every part has a default or may be absent. */
export type RouteQuery<T> = T extends Route<any, infer Q, any, any>
  ? Partial<z.input<Q>>
  : never;
/** Body of a route, before defaults are filled in. */
export type RouteBody<T> = T extends Route<any, any, infer B, any>
  ? z.input<B>
  : never;
/** Body of a successful answer. */
export type RouteAnswer<T> = T extends Route<any, any, any, infer R>
  ? z.output<R>
  : never;

/** Keeps the types of a row. */
export function route<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(definition: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return definition;
}
