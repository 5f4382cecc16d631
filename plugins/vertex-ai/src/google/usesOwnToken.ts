import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';

/** Whether people act at Google with tokens of their own there. */
export function usesOwnToken({ strategy }: Environment): boolean {
  return strategy === 'userOAuth';
}
