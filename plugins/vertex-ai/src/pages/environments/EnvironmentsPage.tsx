import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Route, Routes } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { NotFoundPage } from '../../components/NotFoundPage';
import { PageFrame } from '../../components/PageFrame';
import { useEnvironments } from '../../hooks/useEnvironments';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { IssuerPage } from '../issuer/IssuerPage';
import { EnvironmentSection } from './EnvironmentSection';

/** The environments, and below them the keys with which the portal vouches for people there. */
export function EnvironmentsPage() {
  return (
    <Routes>
      <Route index element={<EnvironmentList />} />
      <Route path="issuer" element={<IssuerPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** Every environment with the doctor, who says where the way to Google breaks. */
function EnvironmentList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const environments = useEnvironments();
  return (
    <PageFrame
      title={t('environments.title')}
      description={t('environments.description')}
      actions={
        <ButtonLink variant="secondary" href={links.issuer()}>
          {t('issuer.link')}
        </ButtonLink>
      }
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
