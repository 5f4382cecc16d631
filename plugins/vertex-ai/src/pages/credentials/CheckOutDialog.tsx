import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import {
  CheckedOut,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { useCheckOut } from '../../hooks/useCheckOut';
import { isCancelled } from '../../stepUp/useStepUp';
import { StepUpProblem } from '../../stepUp/StepUpProblem';
import { vertexAiTranslationRef } from '../../translation';
import { CheckedOutView } from './CheckedOutView';
import { CheckOutDraft, draftFor, requestOf } from './checkOutDraft';
import { CheckOutFields } from './CheckOutFields';

/** Asks what shall be taken out, has it signed where that is demanded, and shows it once. */
export function CheckOutDialog(props: {
  environments: Environment[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environments, onClose } = props;
  const [draft, setDraft] = useState<CheckOutDraft>(() =>
    draftFor(environments[0]),
  );
  const checkOut = useCheckOut();
  const { environment } = draft;
  const request = requestOf(draft);
  if (checkOut.data) {
    return (
      <ShownOnce
        checkedOut={checkOut.data}
        environment={environment}
        onClose={onClose}
      />
    );
  }
  return (
    <>
      <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
        <DialogHeader>{t('credentials.checkOutTitle')}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            <Text>{t('credentials.checkOutAdvice')}</Text>
            <CheckOutFields
              environments={environments}
              draft={draft}
              onChange={setDraft}
            />
            {checkOut.error && !isCancelled(checkOut.error) && (
              <StepUpProblem error={checkOut.error} />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            isDisabled={!request}
            isPending={checkOut.isPending}
            onPress={() => checkOut.send(environment, request!)}
          >
            {t('credentials.checkOut')}
          </Button>
          <Button variant="secondary" slot="close">
            {t('common.cancel')}
          </Button>
        </DialogFooter>
      </Dialog>
      {checkOut.dialog}
    </>
  );
}

/** Closed by its button only: what is shown cannot be shown again. */
function ShownOnce(props: {
  checkedOut: CheckedOut;
  environment: Environment;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Dialog isOpen isDismissable={false} width={760}>
      <DialogHeader>{t('credentials.checkOutTitle')}</DialogHeader>
      <DialogBody>
        <CheckedOutView
          checkedOut={props.checkedOut}
          environment={props.environment}
        />
      </DialogBody>
      <DialogFooter>
        <Button onPress={props.onClose}>{t('credentials.done')}</Button>
      </DialogFooter>
    </Dialog>
  );
}
