import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link } from '@backstage/ui';
import { Phase } from '@backstage-vertex/plugin-vertex-ai-common';
import { Route, Routes } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { NotFoundPage } from '../../components/NotFoundPage';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { AnyDeployButton } from '../../components/AnyDeployButton';
import { useDeploymentColumns } from '../../components/useDeploymentColumns';
import { useEnvironments } from '../../hooks/useEnvironments';
import { useLinks } from '../../hooks/useLinks';
import { useRunningDeployments } from '../../hooks/useRunningDeployments';
import { vertexAiTranslationRef } from '../../translation';
import { Attention } from './Attention';
import { EnvironmentGrid } from './EnvironmentGrid';

/** The overview, and nothing below it. */
export function OverviewPage() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** The way in: what needs a look, what is under way, and the environments with the caller's roles. */
function Overview() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const environments = useEnvironments();
  const running = useRunningDeployments();
  const columns = useDeploymentColumns();
  return (
    <PageFrame
      title={t('overview.title')}
      description={t('overview.description')}
      actions={<AnyDeployButton />}
    >
      <Attention />
      <Section title={t('overview.running')}>
        <PagedTable
          query={running}
          columns={columns}
          rowId={deployment => deployment.id}
          empty={
            <EmptyState title={t('overview.noneRunning')}>
              {t('overview.noneRunningAdvice')}
            </EmptyState>
          }
        />
        <MoreRunning phases={running.data?.more ?? []} />
      </Section>
      <Section title={t('overview.environments')}>
        <Loaded query={environments} lines={5}>
          {items => <EnvironmentGrid environments={items} />}
        </Loaded>
      </Section>
    </PageFrame>
  );
}

/** The way to what is under way besides what is shown. */
function MoreRunning(props: { phases: Phase[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return (
    <Flex gap="3">
      {props.phases.map(phase => (
        <Link key={phase} href={links.deployments({ phase })}>
          {t('overview.moreRunning', { phase: t(`phase.${phase}`) })}
        </Link>
      ))}
    </Flex>
  );
}
