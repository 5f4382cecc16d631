import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { MappingContext } from '../entities/MappingContext';
import { anEnvironment } from './things';

/** For mapping things of the environment `dev`. */
export function aContext(provider: JsonObject = {}): MappingContext {
  const [settings] = readCatalogSettings(
    new ConfigReader({ catalog: { providers: { vertexAi: provider } } }),
  );
  return {
    settings,
    environment: anEnvironment('dev'),
    portalUrl: 'https://portal.example.com',
  };
}
