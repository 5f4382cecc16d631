import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { AnyDeployButton } from '../../components/AnyDeployButton';
import { useDeploymentColumns } from '../../components/useDeploymentColumns';
import { useEnvironments } from '../../hooks/useEnvironments';
import { useRunningDeployments } from '../../hooks/useRunningDeployments';
import { vertexAiTranslationRef } from '../../translation';
import { Attention } from './Attention';
import { EnvironmentGrid } from './EnvironmentGrid';

/** The way in: what needs a look, what is under way, and the environments with the caller's roles. */
export function OverviewPage() {
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
      </Section>
      <Section title={t('overview.environments')}>
        <Loaded query={environments} lines={5}>
          {items => <EnvironmentGrid environments={items} />}
        </Loaded>
      </Section>
    </PageFrame>
  );
}
