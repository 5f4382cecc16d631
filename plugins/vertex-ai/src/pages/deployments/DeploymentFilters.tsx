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

/** Filters of the history. Model, endpoint and another person come from links; here they can be lifted. */
export function DeploymentFilters(props: {
  values: Values;
  onChange: (changes: Values) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, onChange } = props;
  const environments = useEnvironments().data ?? [];
  const identity = useApi(identityApiRef);
  const signedIn = useAsync(() => identity.getBackstageIdentity(), [identity]);
  const me = signedIn.value?.userEntityRef;
  const { requestedBy } = values;
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
      {(['modelId', 'endpointId'] as const)
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
      {requestedBy && !signedIn.loading && requestedBy !== me && (
        <ChoiceFilter
          label={t('deployments.requestedBy')}
          value={requestedBy}
          options={[]}
          onChange={value => onChange({ requestedBy: value })}
        />
      )}
      <Switch
        label={t('deployments.mine')}
        isDisabled={!me}
        isSelected={me !== undefined && requestedBy === me}
        onChange={mine => onChange({ requestedBy: mine ? me : undefined })}
      />
    </div>
  );
}
