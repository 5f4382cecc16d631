import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';
import { Step, steps } from './draft';

/** Back and on, below a step that is filled in. */
export function WizardNav(props: {
  step: Step;
  onBack: (to: Step) => void;
  onNext: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { step } = props;
  const before = steps[steps.indexOf(step) - 1];
  return (
    <Flex gap="2">
      {before && (
        <Button variant="secondary" onPress={() => props.onBack(before)}>
          {t('common.back')}
        </Button>
      )}
      <Button onPress={props.onNext}>
        {t(step === 'resources' ? 'deploy.toPreview' : 'common.next')}
      </Button>
    </Flex>
  );
}
