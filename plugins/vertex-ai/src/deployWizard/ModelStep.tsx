import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Select } from '@backstage/ui';
import { ProblemPanel } from '../components/ProblemPanel';
import { useEnvironments } from '../hooks/useEnvironments';
import { useModel } from '../hooks/useModel';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './DeployWizard';
import { Mistakes } from './Mistakes';
import { ModelSelect } from './ModelSelect';
import { Tone } from '../components/Tone';

/** Key of "whatever is the default when it is deployed"; no version is called so. */
const DEFAULT_VERSION = '-default';

/** Which version of which model, and where. */
export function ModelStep(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const environments = useEnvironments();
  const environment = environments.data?.find(
    ({ name }) => name === draft.environment,
  );
  return (
    <Flex direction="column" gap="4">
      <Mistakes mistakes={props.mistakes} />
      {environments.error && (
        <ProblemPanel
          error={environments.error}
          onRetry={() => environments.refetch()}
        />
      )}
      <Select
        label={t('filters.environment')}
        isRequired
        options={(environments.data ?? []).map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        value={draft.environment ?? null}
        onChange={name => {
          const chosen = environments.data?.find(item => item.name === name);
          onChange({
            environment: String(name),
            location:
              chosen?.locations.length === 1 ? chosen.locations[0] : undefined,
            modelId: undefined,
            version: undefined,
            endpointId: undefined,
          });
        }}
      />
      <Select
        label={t('filters.location')}
        isRequired
        isDisabled={!environment}
        options={(environment?.locations ?? []).map(id => ({ id, label: id }))}
        value={draft.location ?? null}
        onChange={location =>
          onChange({
            location: String(location),
            modelId: undefined,
            version: undefined,
            endpointId: undefined,
          })
        }
      />
      <ModelSelect draft={draft} onChange={onChange} />
      <VersionSelect draft={draft} onChange={onChange} />
    </Flex>
  );
}

function VersionSelect(props: Omit<StepProps, 'mistakes'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const { environment, location, modelId } = draft;
  const known = Boolean(environment && location && modelId);
  const model = useModel(
    { environment: environment!, location: location!, model: modelId! },
    known,
  );
  return (
    <>
      <Select
        label={t('models.version')}
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
