import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ProblemPanel } from '../components/ProblemPanel';
import { sharesOf } from '../components/traffic';
import { TrafficBar } from '../components/TrafficBar';
import { useEndpoint } from '../hooks/useEndpoint';
import { useEndpoints } from '../hooks/useEndpoints';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { RegistrySelect, useServerSearch } from './RegistrySelect';
import { useFieldMistakes } from './useFieldMistakes';

/** Chooses an endpoint that is there, and shows how its traffic is split. */
export function EndpointSelect(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, location, endpointId } = props.draft;
  const mistakeOf = useFieldMistakes(props.mistakes);
  const search = useServerSearch();
  const endpoints = useEndpoints({
    environment,
    location,
    search: search.search,
    limit: 50,
  });
  const chosen = useEndpoint(
    { environment: environment!, location: location!, endpoint: endpointId! },
    Boolean(environment && location && endpointId),
  );
  return (
    <>
      <RegistrySelect
        label={t('deploy.endpoint')}
        mistake={mistakeOf('endpoint')}
        query={endpoints}
        search={search}
        chosen={
          endpointId
            ? { id: endpointId, label: chosen.data?.displayName ?? endpointId }
            : undefined
        }
        describe={endpoint => endpoint.id}
        onChoose={id => props.onChange({ endpointId: id })}
      />
      {chosen.error && (
        <ProblemPanel error={chosen.error} onRetry={() => chosen.refetch()} />
      )}
      {chosen.data && (
        <TrafficBar shares={sharesOf(chosen.data.deployedModels)} />
      )}
    </>
  );
}
