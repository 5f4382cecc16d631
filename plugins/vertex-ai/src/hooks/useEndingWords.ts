import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../translation';

/** What an ending is about, in words. */
export function useEndingWords() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return ({
    scope,
    actor = '',
    environment,
  }: Pick<Ending, 'scope' | 'actor' | 'environment'>): string => {
    switch (scope) {
      case 'lease':
        return t('endings.ofLease', { actor, environment: environment ?? '' });
      case 'actor':
        return environment === undefined
          ? t('endings.ofActor', { actor })
          : t('endings.ofActorIn', { actor, environment });
      case 'environment':
        return t('endings.ofEnvironment', { environment: environment ?? '' });
      case 'everything':
        return t('endings.ofEverything');
      default:
        throw new Error(`unknown scope ${scope satisfies never}`);
    }
  };
}
