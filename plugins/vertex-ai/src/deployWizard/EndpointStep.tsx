import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Checkbox,
  Flex,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@backstage/ui';
import { ProblemPanel } from '../components/ProblemPanel';
import { sharesOf } from '../components/traffic';
import { TrafficBar } from '../components/TrafficBar';
import { useEndpoints } from '../hooks/useEndpoints';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './DeployWizard';
import { Mistakes } from './Mistakes';

/** Onto a new endpoint, or one that is there. */
export function EndpointStep(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  return (
    <Flex direction="column" gap="4">
      <Mistakes mistakes={props.mistakes} />
      <RadioGroup
        label={t('deploy.endpointKind')}
        value={draft.endpointKind}
        onChange={kind =>
          onChange({ endpointKind: kind as 'new' | 'existing' })
        }
      >
        <Radio value="new">{t('deploy.newEndpoint')}</Radio>
        <Radio value="existing">{t('deploy.existingEndpoint')}</Radio>
      </RadioGroup>
      {draft.endpointKind === 'new' ? (
        <>
          <TextField
            label={t('deploy.endpointName')}
            description={t('deploy.endpointNameDescription')}
            isRequired
            maxLength={128}
            value={draft.endpointName}
            onChange={endpointName => onChange({ endpointName })}
          />
          <Checkbox
            isSelected={draft.dedicated}
            onChange={dedicated => onChange({ dedicated })}
          >
            {t('deploy.dedicated')}
          </Checkbox>
        </>
      ) : (
        <EndpointSelect draft={draft} onChange={onChange} />
      )}
    </Flex>
  );
}

function EndpointSelect(props: Omit<StepProps, 'mistakes'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, location, endpointId } = props.draft;
  const endpoints = useEndpoints({ environment, location, limit: 200 });
  const chosen = endpoints.data?.items.find(({ id }) => id === endpointId);
  return (
    <>
      <Select
        label={t('deploy.endpoint')}
        isRequired
        search
        options={(endpoints.data?.items ?? []).map(({ id, displayName }) => ({
          id,
          label: displayName,
          description: id,
        }))}
        value={endpointId ?? null}
        onChange={id => props.onChange({ endpointId: String(id) })}
      />
      {endpoints.error && (
        <ProblemPanel
          error={endpoints.error}
          onRetry={() => endpoints.refetch()}
        />
      )}
      {chosen && <TrafficBar shares={sharesOf(chosen.deployedModels)} />}
    </>
  );
}
