import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Select } from '@backstage/ui';
import { ProblemPanel } from '../components/ProblemPanel';
import { Tone } from '../components/Tone';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { ModelSelect, useChosenModel } from './ModelSelect';
import { useFieldMistakes } from './useFieldMistakes';

/** Key of "whatever is the default when it is deployed"; no version is called so. */
const DEFAULT_VERSION = '-default';

/** Nothing of another place can be kept. */
const elsewhere = {
  modelId: undefined,
  version: undefined,
  endpointId: undefined,
};

/** Which version of which model, and where. */
export function ModelStep(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange, environments, isPlaceFixed } = props;
  const mistakeOf = useFieldMistakes(props.mistakes);
  const byName = (wanted: string | undefined) =>
    environments.find(({ name }) => name === wanted);
  const environment = byName(draft.environment);
  const chooseEnvironment = (name: string) => {
    const { locations = [] } = byName(name) ?? {};
    onChange({
      ...elsewhere,
      environment: name,
      location: locations.length === 1 ? locations[0] : undefined,
    });
  };
  return (
    <Flex direction="column" gap="4">
      <Select
        label={t('filters.environment')}
        {...mistakeOf('environment')}
        isRequired
        isDisabled={isPlaceFixed}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        value={draft.environment ?? null}
        onChange={name => chooseEnvironment(String(name))}
      />
      <Select
        label={t('filters.location')}
        {...mistakeOf('location')}
        isRequired
        isDisabled={!environment || isPlaceFixed}
        options={(environment?.locations ?? []).map(id => ({ id, label: id }))}
        value={draft.location ?? null}
        onChange={location =>
          onChange({ ...elsewhere, location: String(location) })
        }
      />
      <ModelSelect key={`${draft.environment} ${draft.location}`} {...props} />
      <VersionSelect {...props} />
    </Flex>
  );
}

function VersionSelect(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const mistakeOf = useFieldMistakes(props.mistakes);
  const model = useChosenModel(draft);
  return (
    <>
      <Select
        label={t('models.version')}
        {...mistakeOf('version')}
        isDisabled={!model.data}
        options={[
          {
            id: DEFAULT_VERSION,
            label: t('deploy.defaultVersion', {
              version: model.data?.defaultVersionId ?? '?',
            }),
          },
          ...(model.data?.versions ?? []).map(({ versionId, aliases }) => ({
            id: versionId,
            label: [`v${versionId}`, ...aliases].join(' · '),
          })),
        ]}
        value={draft.version ?? DEFAULT_VERSION}
        onChange={version =>
          onChange({
            version: version === DEFAULT_VERSION ? undefined : String(version),
          })
        }
      />
      {model.error && (
        <ProblemPanel error={model.error} onRetry={() => model.refetch()} />
      )}
      {model.data && !model.data.deployable && (
        <Tone tone="warning">{t('models.notDeployableAdvice')}</Tone>
      )}
    </>
  );
}
