import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Switch } from '@backstage/ui';
import {
  deploymentSchema,
  phases,
} from '@backstage-vertex/plugin-vertex-ai-common';
import useAsync from 'react-use/esm/useAsync';
import { ChoiceFilter } from '../../components/ChoiceFilter';
import styles from '../../components/RegistryFilters.module.css';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';

export const filterNames = [
  'environment',
  'phase',
  'action',
  'requestedBy',
  'modelId',
  'endpointId',
] as const;

type Values = Partial<Record<(typeof filterNames)[number], string>>;

interface DeploymentFiltersProps {
  values: Values;
  onChange: (changes: Values) => void;
}

/** Filters of the history. Model, endpoint and another person come from links; here they can be lifted. */
export function DeploymentFilters(props: DeploymentFiltersProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, onChange } = props;
  const environments = useEnvironments().data ?? [];
  return (
    <div className={styles.root} role="search">
      <ChoiceFilter
        label={t('filters.environment')}
        value={values.environment}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={environment => onChange({ environment })}
      />
      <ChoiceFilter
        label={t('deployments.phase')}
        value={values.phase}
        options={phases.map(id => ({ id, label: t(`phase.${id}`) }))}
        onChange={phase => onChange({ phase })}
      />
      <ChoiceFilter
        label={t('deployments.action')}
        value={values.action}
        options={deploymentSchema.shape.action.options.map(id => ({
          id,
          label: t(`deployments.actionName.${id}`),
        }))}
        onChange={action => onChange({ action })}
      />
      <LinkedFilters {...props} />
    </div>
  );
}

/** Filters that come from a link and are shown only then, and the one for who is signed in. */
function LinkedFilters({ values, onChange }: DeploymentFiltersProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const identity = useApi(identityApiRef);
  const signedIn = useAsync(() => identity.getBackstageIdentity(), [identity]);
  const me = signedIn.value?.userEntityRef;
  const isMine = me !== undefined && values.requestedBy === me;
  const linked = [
    'modelId',
    'endpointId',
    ...(isMine || signedIn.loading ? [] : (['requestedBy'] as const)),
  ] as const;
  return (
    <>
      {linked
        .filter(name => values[name])
        .map(name => (
          <ChoiceFilter
            key={name}
            label={t(`deployments.${name}`)}
            value={values[name]}
            options={[]}
            onChange={value => onChange({ [name]: value })}
          />
        ))}
      <Switch
        label={t('deployments.mine')}
        isDisabled={!me}
        isSelected={isMine}
        onChange={mine => onChange({ requestedBy: mine ? me : undefined })}
      />
    </>
  );
}
