import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ModelDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { AccessNote } from '../../components/AccessNote';
import { DeployButton } from '../../components/DeployButton';
import { EntityLink } from '../../components/EntityLink';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { useLinks } from '../../hooks/useLinks';
import { useModel } from '../../hooks/useModel';
import { usePathKey } from '../../hooks/usePathKey';
import { vertexAiTranslationRef } from '../../translation';
import { ModelBody } from './ModelBody';
import { useObstacle } from './useObstacle';

/** One model: its versions, their aliases, where they are deployed, and the way to deploy one. */
export function ModelPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const key = usePathKey('environment', 'location', 'model');
  const query = useModel(key);
  const obstacle = useObstacle(query.data);
  const links = useLinks();
  const metadata = (model: ModelDetail) => [
    { label: t('filters.environment'), value: model.environment },
    { label: t('filters.location'), value: model.location },
    { label: t('models.framework'), value: model.framework ?? '–' },
    {
      label: t('common.catalogEntity'),
      value: <EntityLink entityRef={model.entityRef} />,
    },
  ];
  return (
    <PageFrame
      title={query.data?.displayName ?? key.model}
      description={query.data?.description}
      href={links.model(key)}
      metadata={query.data && metadata(query.data)}
      actions={!query.error && <DeployButton start={key} obstacle={obstacle} />}
    >
      <AccessNote
        environment={key.environment}
        actions={['deployment.create']}
      />
      <Loaded
        query={query}
        lines={6}
        list={{ href: links.models(), title: t('models.title') }}
      >
        {model => <ModelBody model={model} />}
      </Loaded>
    </PageFrame>
  );
}
