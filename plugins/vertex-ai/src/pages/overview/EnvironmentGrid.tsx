import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Grid } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { EmptyState } from '../../components/EmptyState';
import { useModels } from '../../hooks/useModels';
import { vertexAiTranslationRef } from '../../translation';
import { EnvironmentCard } from './EnvironmentCard';

/** The environments side by side. */
export function EnvironmentGrid(props: { environments: Environment[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const sources = useModels({ limit: 1 }).data?.sources ?? [];
  if (props.environments.length === 0) {
    return (
      <EmptyState title={t('overview.noEnvironments')}>
        {t('overview.noEnvironmentsAdvice')}
      </EmptyState>
    );
  }
  return (
    <Grid.Root columns={{ initial: '1', sm: '2', lg: '3' }} gap="4">
      {props.environments.map(environment => (
        <Grid.Item key={environment.name}>
          <EnvironmentCard
            environment={environment}
            sources={sources.filter(
              source => source.environment === environment.name,
            )}
          />
        </Grid.Item>
      ))}
    </Grid.Root>
  );
}
