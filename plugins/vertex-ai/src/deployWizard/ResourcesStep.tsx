import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Grid, TextField } from '@backstage/ui';
import { ReasonField } from '../components/ReasonField';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { MachineFields } from './MachineFields';
import { useFieldMistakes } from './useFieldMistakes';
import { WholeNumber } from './WholeNumber';

/** On what machines, how many, and with how much of the traffic. */
export function ResourcesStep(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const mistakeOf = useFieldMistakes(props.mistakes);
  return (
    <Flex direction="column" gap="4">
      <MachineFields {...props} />
      <Grid.Root columns={{ initial: '1', sm: '2' }} gap="4">
        <WholeNumber
          label={t('deploy.minReplicas')}
          {...mistakeOf('replicas')}
          value={draft.minReplicas}
          range={[1, 1000]}
          onChange={minReplicas =>
            onChange({
              minReplicas,
              maxReplicas: Math.max(minReplicas, draft.maxReplicas),
            })
          }
        />
        <WholeNumber
          label={t('deploy.maxReplicas')}
          {...mistakeOf('replicas')}
          value={draft.maxReplicas}
          range={[1, 1000]}
          onChange={maxReplicas => onChange({ maxReplicas })}
        />
        <WholeNumber
          label={t('deploy.trafficPercent')}
          {...mistakeOf(
            'trafficPercent',
            t('deploy.trafficPercentDescription'),
          )}
          value={draft.trafficPercent}
          range={[0, 100]}
          onChange={trafficPercent => onChange({ trafficPercent })}
        />
        <TextField
          label={t('deploy.serviceAccount')}
          {...mistakeOf(
            'serviceAccount',
            t('deploy.serviceAccountDescription'),
          )}
          value={draft.serviceAccount}
          onChange={serviceAccount => onChange({ serviceAccount })}
        />
      </Grid.Root>
      <ReasonField
        value={draft.reason}
        onChange={reason => onChange({ reason })}
      />
    </Flex>
  );
}
