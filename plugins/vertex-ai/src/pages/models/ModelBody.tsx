import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { ModelDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { Labels } from '../../components/Labels';
import { Pairs } from '../../components/Pairs';
import { RecentDeployments } from '../../components/RecentDeployments';
import { Section } from '../../components/Section';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import { VersionTable } from './VersionTable';

/** What there is to say about a model; the same on its page and on its catalog entity. */
export function ModelBody(props: { model: ModelDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { model } = props;
  return (
    <>
      {!model.deployable && (
        <Alert
          icon
          status="warning"
          title={t('models.notDeployable')}
          description={t('models.notDeployableAdvice')}
        />
      )}
      <Section title={t('models.versions')}>
        <VersionTable model={model} />
      </Section>
      <Section title={t('models.deployments')}>
        <RecentDeployments
          filter={{ environment: model.environment, modelId: model.id }}
        />
      </Section>
      <Section title={t('common.details')}>
        <Pairs
          items={[
            [t('common.resourceName'), <code>{model.resourceName}</code>],
            [
              t('models.container'),
              model.containerImageUri && <code>{model.containerImageUri}</code>,
            ],
            [
              t('models.artifacts'),
              model.artifactUri && <code>{model.artifactUri}</code>,
            ],
            [t('common.labels'), <Labels labels={model.labels} />],
            [
              t('common.created'),
              model.createTime && <Timestamp at={model.createTime} absolute />,
            ],
          ]}
        />
      </Section>
    </>
  );
}
