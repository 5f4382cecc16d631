import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { DeployedTo } from '../components/DeployedTo';
import { Loaded } from '../components/Loaded';
import { Pairs } from '../components/Pairs';
import { useLinks } from '../hooks/useLinks';
import { ModelKey, useModel } from '../hooks/useModel';
import { vertexAiTranslationRef } from '../translation';
import { modelOf } from './entityTarget';
import { NoTarget } from './NoTarget';
import { TargetCard } from './TargetCard';

/** A model in short: framework, default version, where it is deployed. */
export function ModelEntityCard() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { key, missing } = modelOf(useEntity().entity);
  return (
    <TargetCard title={t('entity.contentTitle')} href={key && links.model(key)}>
      {key ? <Facts modelKey={key} /> : <NoTarget annotation={missing} />}
    </TargetCard>
  );
}

function Facts(props: { modelKey: ModelKey }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const query = useModel(props.modelKey);
  return (
    <Loaded query={query} lines={3}>
      {model => (
        <Pairs
          items={[
            [t('models.framework'), model.framework],
            [
              t('models.defaultVersion'),
              [
                `v${model.defaultVersionId}`,
                ...model.defaultVersionAliases,
              ].join(' · '),
            ],
            [t('models.versions'), String(model.versions.length)],
            [t('models.deployedTo'), <DeployedTo {...model} withVersion />],
          ]}
        />
      )}
    </Loaded>
  );
}
