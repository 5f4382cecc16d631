import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox, Grid, Select } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { accelerators, machineTypes } from './machines';
import { useFieldMistakes } from './useFieldMistakes';
import { WholeNumber } from './WholeNumber';

/** Key of "no accelerator"; no accelerator is called so. */
const NONE = '-none';

/** On what machine, and with which accelerators. */
export function MachineFields(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const mistakeOf = useFieldMistakes(props.mistakes);
  return (
    <>
      <Combobox
        label={t('deploy.machineType')}
        {...mistakeOf('machineType', t('deploy.machineTypeDescription'))}
        isRequired
        allowsCustomValue
        options={machineTypes.map(id => ({ id, label: id }))}
        inputValue={draft.machineType}
        onInputChange={machineType => onChange({ machineType })}
      />
      <Grid.Root columns={{ initial: '1', sm: '2' }} gap="4">
        <Select
          label={t('deploy.accelerator')}
          {...mistakeOf('accelerator')}
          options={[
            { id: NONE, label: t('deploy.noAccelerator') },
            ...accelerators.map(id => ({ id, label: id })),
          ]}
          value={draft.acceleratorType ?? NONE}
          onChange={id =>
            onChange({ acceleratorType: id === NONE ? undefined : String(id) })
          }
        />
        <WholeNumber
          label={t('deploy.acceleratorCount')}
          value={draft.acceleratorCount}
          range={[1, 16]}
          isDisabled={!draft.acceleratorType}
          onChange={acceleratorCount => onChange({ acceleratorCount })}
        />
      </Grid.Root>
    </>
  );
}
