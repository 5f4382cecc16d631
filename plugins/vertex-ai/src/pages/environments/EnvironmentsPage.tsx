import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Route, Routes } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { NotFoundPage } from '../../components/NotFoundPage';
import { PageFrame } from '../../components/PageFrame';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';
import { EnvironmentSection } from './EnvironmentSection';

/** The environments, and nothing below. */
export function EnvironmentsPage() {
  return (
    <Routes>
      <Route index element={<EnvironmentList />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** Every environment with the doctor, who says where the way to Google breaks. */
function EnvironmentList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const environments = useEnvironments();
  return (
    <PageFrame
      title={t('environments.title')}
      description={t('environments.description')}
    >
      <Loaded query={environments} lines={6}>
        {items =>
          items.length === 0 ? (
            <EmptyState title={t('overview.noEnvironments')}>
              {t('overview.noEnvironmentsAdvice')}
            </EmptyState>
          ) : (
            <Sections environments={items} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}

function Sections(props: { environments: Environment[] }) {
  return (
    <>
      {props.environments.map(environment => (
        <EnvironmentSection key={environment.name} environment={environment} />
      ))}
    </>
  );
}
