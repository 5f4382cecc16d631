import type { DiagnosedHop } from '@backstage-vertex/plugin-vertex-ai-common';

/** What of a hop's claims says who did what, by which proof, and nothing more about that person. */
const WHO = [
  'kind',
  'ref',
  'sub',
  'iss',
  'aud',
  'iat',
  'exp',
  'jti',
  'environment',
  'role',
  'env_role',
  'action',
  'intent',
  'correlation_id',
  'acr',
  'amr',
  'serviceAccount',
];

/** Whoever looks at a walk. */
export interface HopViewer {
  /** Whether it is the viewer's own walk. */
  own: boolean;
  /** The viewer's roles in the environment of the walk. */
  roles: readonly string[];
}

/**
 * The hops as a viewer may see them: everything of one's own walk and for who reads the log; of another person's walk who it is, and
 * neither groups nor other claims. Names of what is left out stay, so that nobody takes the list for whole.
 */
export function redactHops<H extends DiagnosedHop>(
  hops: readonly H[],
  { own, roles }: HopViewer,
): H[] {
  if (own || roles.includes('auditor') || roles.includes('admin')) {
    return [...hops];
  }
  return hops.map(hop =>
    'claims' in hop && hop.claims
      ? { ...hop, claims: redact(hop.claims) }
      : hop,
  );
}

function redact<C extends Record<string, unknown>>(claims: C): C {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      WHO.includes(name) ? value : '[redacted]',
    ]),
  ) as C;
}
