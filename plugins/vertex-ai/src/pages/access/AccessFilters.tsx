import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { actions, roles } from '@backstage-vertex/plugin-vertex-ai-common';
import { ChoiceFilter } from '../../components/ChoiceFilter';
import filterStyles from '../../components/RegistryFilters.module.css';
import { SearchFilter } from '../../components/SearchFilter';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';

export const accessFilterNames = [
  'environment',
  'role',
  'action',
  'member',
] as const;

type Values = Partial<
  Record<(typeof accessFilterNames)[number], string | undefined>
>;

/** By environment, role, what it is good for, and member. */
export function AccessFilters(props: {
  values: Values;
  onChange: (changes: Values) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, onChange } = props;
  const environments = useEnvironments().data ?? [];
  const audited = environments.filter(
    ({ access }) => access['audit.read'].outcome === 'allowed',
  );
  return (
    <div className={filterStyles.root} role="search">
      <ChoiceFilter
        label={t('filters.environment')}
        value={values.environment}
        options={audited.map(({ name, title }) => ({ id: name, label: title }))}
        onChange={environment => onChange({ environment })}
      />
      <ChoiceFilter
        label={t('accessReview.filter.action')}
        value={values.action}
        options={actions.map(id => ({ id, label: t(`action.${id}`) }))}
        onChange={action => onChange({ action })}
      />
      <ChoiceFilter
        label={t('accessReview.filter.role')}
        value={values.role}
        options={roles.map(id => ({ id, label: id }))}
        onChange={role => onChange({ role })}
      />
      <SearchFilter
        label={t('accessReview.filter.member')}
        placeholder={t('accessReview.filter.memberPlaceholder')}
        value={values.member ?? ''}
        onChange={member => onChange({ member })}
      />
    </div>
  );
}
