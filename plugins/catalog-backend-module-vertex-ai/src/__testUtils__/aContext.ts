import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { MappingContext } from '../entities/MappingContext';
import { anEnvironment } from './things';

/** For mapping things of the environment `dev`, which may have its own words for the catalog. */
export function aContext(
  provider: JsonObject = {},
  catalog: MappingContext['environment']['catalog'] = {},
): MappingContext {
  const [settings] = readCatalogSettings(
    new ConfigReader({ catalog: { providers: { vertexAi: provider } } }),
  );
  return {
    settings,
    environment: { ...anEnvironment('dev'), catalog },
    portalUrl: 'https://portal.example.com',
  };
}
