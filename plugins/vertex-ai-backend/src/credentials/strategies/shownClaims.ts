import type { Hop } from '@backstage-vertex/plugin-vertex-ai-common';

/** What of a token of others goes on record: who, from whom, for whom, until when. Never the token, and no more of the person. */
const SHOWN = [
  'iss',
  'sub',
  'aud',
  'azp',
  'iat',
  'nbf',
  'exp',
  'jti',
  'acr',
  'amr',
  // Microsoft Entra's.
  'appid',
  'idtyp',
  'oid',
  'tid',
  'uti',
  'ver',
  'xms_mirid',
];

export function shownClaims(
  claims: Readonly<Record<string, unknown>>,
  besides: readonly string[] = [],
): NonNullable<Hop['claims']> {
  const shown = [...new Set([...SHOWN, ...besides])].flatMap(name =>
    isPlain(claims[name]) ? [[name, claims[name]]] : [],
  );
  return Object.fromEntries(shown) as NonNullable<Hop['claims']>;
}

function isPlain(value: unknown): boolean {
  return [value]
    .flat()
    .every(one => ['string', 'number', 'boolean'].includes(typeof one));
}
