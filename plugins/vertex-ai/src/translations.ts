import {
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { vertexAiTranslationRef } from './translation';

/**
 * The languages beside English, for an app of the older frontend system to list under its translation resources.
 *
 * @public
 */
export const vertexAiTranslations = createTranslationResource({
  ref: vertexAiTranslationRef,
  translations: {
    de: () => import('./messages/de'),
  },
});

/**
 * The same languages as a module, for an app of the new frontend system.
 *
 * @public
 */
export const vertexAiTranslationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'vertex-ai',
      params: { resource: vertexAiTranslations },
    }),
  ],
});

export { vertexAiTranslationsModule as default };
