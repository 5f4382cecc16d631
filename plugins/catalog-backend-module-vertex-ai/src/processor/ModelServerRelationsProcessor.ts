import {
  ANNOTATION_ENVIRONMENT,
  ENTITY_TYPE_ENDPOINT,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';

/**
 * Relates an endpoint to the models on it.
 *
 * The catalog itself makes `dependsOn` relations for components and resources only, not for APIs.
 */
export class ModelServerRelationsProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'VertexAiModelServerRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const dependsOn = entity.spec?.dependsOn;
    if (
      entity.kind === 'API' &&
      entity.spec?.type === ENTITY_TYPE_ENDPOINT &&
      entity.metadata.annotations?.[ANNOTATION_ENVIRONMENT] !== undefined &&
      Array.isArray(dependsOn)
    ) {
      const endpoint = getCompoundEntityRef(entity);
      for (const ref of dependsOn) {
        const model = parseEntityRef(String(ref), {
          defaultKind: 'resource',
          defaultNamespace: endpoint.namespace,
        });
        emit(
          processingResult.relation({
            source: endpoint,
            type: RELATION_DEPENDS_ON,
            target: model,
          }),
        );
        emit(
          processingResult.relation({
            source: model,
            type: RELATION_DEPENDENCY_OF,
            target: endpoint,
          }),
        );
      }
    }
    return entity;
  }
}
