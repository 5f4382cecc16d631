import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Flex, Radio, RadioGroup, TextField } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { EndpointOptions } from './EndpointOptions';
import { EndpointSelect } from './EndpointSelect';
import { LabelFields } from './LabelFields';
import { useFieldMistakes } from './useFieldMistakes';

/** Onto a new endpoint, or one that is there. */
export function EndpointStep(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  return (
    <Flex direction="column" gap="4">
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
        <NewEndpoint {...props} />
      ) : (
        <EndpointSelect {...props} />
      )}
    </Flex>
  );
}

function NewEndpoint(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange } = props;
  const mistakeOf = useFieldMistakes(props.mistakes);
  return (
    <>
      <TextField
        label={t('deploy.endpointName')}
        {...mistakeOf('endpointName', t('deploy.endpointNameDescription'))}
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
      <LabelFields
        labels={draft.labels}
        showMistakes={mistakeOf('labels').isInvalid}
        onChange={labels => onChange({ labels })}
      />
      <EndpointOptions {...props} />
    </>
  );
}
