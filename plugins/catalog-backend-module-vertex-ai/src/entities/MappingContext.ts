import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { CatalogSettings } from '../config/CatalogSettings';

/** What the mapping of one thing needs to know besides the thing itself. */
export interface MappingContext {
  settings: CatalogSettings;
  /** In which the thing lives. */
  environment: Pick<Environment, 'name' | 'project' | 'catalog'>;
  /** Where people open the portal, without a trailing slash; without it entities carry no link to it. */
  portalUrl?: string;
}
