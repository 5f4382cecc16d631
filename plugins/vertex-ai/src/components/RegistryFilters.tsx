import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useEnvironments } from '../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../translation';
import { ChoiceFilter } from './ChoiceFilter';
import { SearchFilter } from './SearchFilter';
import styles from './RegistryFilters.module.css';

export interface RegistryFiltersProps {
  values: Partial<Record<'environment' | 'location' | 'search', string>>;
  onChange: (changes: RegistryFiltersProps['values']) => void;
}

/** Environment, location and search of the models and endpoints lists. */
export function RegistryFilters(props: RegistryFiltersProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, onChange } = props;
  const environments = useEnvironments().data ?? [];
  const locations = locationsOf(environments, values.environment);
  const setEnvironment = (environment: string | undefined) => {
    const there = locationsOf(environments, environment);
    const keep = values.location && there.includes(values.location);
    onChange({ environment, ...(!keep && { location: undefined }) });
  };
  return (
    <div className={styles.root} role="search">
      <ChoiceFilter
        label={t('filters.environment')}
        value={values.environment}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={setEnvironment}
      />
      <ChoiceFilter
        label={t('filters.location')}
        value={values.location}
        options={locations.map(id => ({ id, label: id }))}
        onChange={location => onChange({ location })}
      />
      <SearchFilter
        label={t('filters.search')}
        value={values.search ?? ''}
        onChange={search => onChange({ search })}
      />
    </div>
  );
}

/** Locations of one environment, or of all. */
function locationsOf(environments: Environment[], name?: string): string[] {
  return [
    ...new Set(
      environments
        .filter(environment => !name || environment.name === name)
        .flatMap(environment => environment.locations),
    ),
  ];
}
