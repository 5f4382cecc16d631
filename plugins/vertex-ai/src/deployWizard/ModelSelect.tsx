import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { ProblemPanel } from '../components/ProblemPanel';
import { useModels } from '../hooks/useModels';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './DeployWizard';

/** Chooses a model of one registry; the server searches, since there may be thousands. */
export function ModelSelect(props: Omit<StepProps, 'mistakes'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const { environment, location } = draft;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useDebounce(() => setSearch(typed.trim()), 300, [typed]);
  const models = useModels(
    { environment, location, search, limit: 50 },
    Boolean(environment && location),
  );
  const options = (models.data?.items ?? []).map(model => ({
    id: model.id,
    label: model.displayName,
    description: model.framework,
  }));
  // What came with the link may be on a later page than the one that was read.
  const chosenIsListed =
    !draft.modelId || options.some(({ id }) => id === draft.modelId);
  return (
    <>
      <Select
        label={t('endpoints.model')}
        description={
          models.data?.nextCursor ? t('deploy.searchForMore') : undefined
        }
        isRequired
        isDisabled={!environment || !location}
        search={{
          mode: 'server',
          inputValue: typed,
          onInputChange: setTyped,
          placeholder: t('filters.searchPlaceholder'),
        }}
        loading={{ state: models.isFetching ? 'loading' : 'idle' }}
        options={
          chosenIsListed
            ? options
            : [{ id: draft.modelId!, label: draft.modelId! }, ...options]
        }
        value={draft.modelId ?? null}
        onChange={id => onChange({ modelId: String(id), version: undefined })}
      />
      {models.error && (
        <ProblemPanel error={models.error} onRetry={() => models.refetch()} />
      )}
    </>
  );
}
