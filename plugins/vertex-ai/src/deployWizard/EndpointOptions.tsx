import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Flex,
  TextField,
} from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import type { StepProps } from './WizardSteps';
import { useFieldMistakes } from './useFieldMistakes';
import { WholeNumber } from './WholeNumber';

const texts = [
  'kmsKey',
  'network',
  'pscProjects',
  'logDestination',
] as const satisfies (keyof StepProps['draft'])[];

/** What a new endpoint keeps for good and most people leave alone: its key, its network and the log of its requests. */
export function EndpointOptions(props: StepProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange, mistakes } = props;
  const mistakeOf = useFieldMistakes(mistakes);
  const isWrong = texts.some(field => mistakeOf(field).isInvalid);
  return (
    <Accordion
      defaultExpanded={isWrong || texts.some(field => draft[field] !== '')}
    >
      <AccordionTrigger title={t('deploy.advanced')} />
      <AccordionPanel>
        <Flex direction="column" gap="4">
          {texts.map(field => (
            <TextField
              key={field}
              label={t(`deploy.option.${field}`)}
              {...mistakeOf(field, t(`deploy.optionDescription.${field}`))}
              spellCheck="false"
              autoComplete="off"
              value={draft[field]}
              onChange={value => onChange({ [field]: value })}
            />
          ))}
          <WholeNumber
            label={t('deploy.option.logPercent')}
            description={t('deploy.optionDescription.logPercent')}
            range={[1, 100]}
            isDisabled={draft.logDestination.trim() === ''}
            value={draft.logPercent}
            onChange={logPercent => onChange({ logPercent })}
          />
        </Flex>
      </AccordionPanel>
    </Accordion>
  );
}
