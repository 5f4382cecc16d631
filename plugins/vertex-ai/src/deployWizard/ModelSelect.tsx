import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useModel } from '../hooks/useModel';
import { useModels } from '../hooks/useModels';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { RegistrySelect, useServerSearch } from './RegistrySelect';
import { useFieldMistakes } from './useFieldMistakes';

/** Chooses a model of one registry. Give it another key for every registry, or it shows what the one before has. */
export function ModelSelect(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const { environment, location, modelId } = draft;
  const mistakeOf = useFieldMistakes(props.mistakes);
  const search = useServerSearch();
  const models = useModels(
    { environment, location, search: search.search, limit: 50 },
    Boolean(environment && location),
  );
  const chosen = useChosenModel(draft);
  return (
    <RegistrySelect
      label={t('endpoints.model')}
      mistake={mistakeOf('model')}
      isDisabled={!environment || !location}
      query={models}
      search={search}
      chosen={
        modelId
          ? { id: modelId, label: chosen.data?.displayName ?? modelId }
          : undefined
      }
      describe={model => model.framework}
      onChoose={id => onChange({ modelId: id, version: undefined })}
    />
  );
}

/** The model of a draft with its versions; not read before there is one. */
export function useChosenModel(draft: StepProps['draft']) {
  const { environment, location, modelId } = draft;
  return useModel(
    { environment: environment!, location: location!, model: modelId! },
    Boolean(environment && location && modelId),
  );
}
