import { Entity } from '@backstage/catalog-model';
import { deploymentDetail } from './fixtures';

export const annotationPrefix = 'vertex-ai.backstage-vertex.io';

/** An entity as the catalog module writes it, of any of our types. */
export function catalogEntity(kind: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'fraud',
      namespace: 'dev',
      annotations: {
        [`${annotationPrefix}/environment`]: 'dev',
        [`${annotationPrefix}/location`]: 'europe-west4',
        [`${annotationPrefix}/model`]: '7001',
        [`${annotationPrefix}/endpoint`]: '4001',
        [`${annotationPrefix}/deployment`]: deploymentDetail.id,
      },
    },
    spec: { type },
  };
}
