import { EndScope, Lease } from '@backstage-vertex/plugin-vertex-ai-common';

/** What the dialog offers to end. */
export type EndChoice =
  | { kind: 'lease'; lease: Lease }
  /** Without a name the person is asked for one. */
  | { kind: 'actor'; actor?: string; environment?: string }
  | { kind: 'environment'; environments: string[] }
  | { kind: 'everything' }
  | { kind: 'own'; actor: string };

/** What was filled in. An empty environment means every one. */
export interface EndDraft {
  actor: string;
  environment: string;
}

/** What would be ended; undefined while something is missing. */
export function scopeOf(
  choice: EndChoice,
  { actor, environment }: EndDraft,
): EndScope | undefined {
  const where = environment ? { environment } : {};
  switch (choice.kind) {
    case 'lease':
      return { kind: 'lease', lease: choice.lease.id };
    case 'actor': {
      const who = choice.actor ?? actor.trim();
      return who ? { kind: 'actor', actor: who, ...where } : undefined;
    }
    case 'own':
      return { kind: 'actor', actor: choice.actor, ...where };
    case 'environment':
      return environment ? { kind: 'environment', environment } : undefined;
    case 'everything':
      return { kind: 'everything' };
    default:
      throw new Error(`unknown choice ${choice satisfies never}`);
  }
}

/** What has to be typed before others are shut out; undefined for one credential and one's own access. */
export function confirmationOf(
  choice: EndChoice,
  scope: EndScope | undefined,
  everything: string,
): string | undefined {
  if (choice.kind === 'lease' || choice.kind === 'own' || !scope) {
    return undefined;
  }
  switch (scope.kind) {
    case 'actor':
      return scope.actor;
    case 'environment':
      return scope.environment;
    default:
      return everything;
  }
}
