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
  DeploymentDetail,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { GuardedButton } from '../../components/GuardedButton';
import { ProblemPanel } from '../../components/ProblemPanel';
import { ReasonField } from '../../components/ReasonField';
import { useAccess } from '../../hooks/useAccess';
import { useCancelDeployment } from '../../hooks/useCancelDeployment';
import { vertexAiTranslationRef } from '../../translation';

/** Asks a running deployment to stop, after a question. Nothing to show for one that has ended. */
export function CancelButton(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment } = props;
  const accessTo = useAccess(deployment.environment);
  const cancel = useCancelDeployment(deployment.id);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (isFinal(deployment.phase)) {
    return null;
  }
  return (
    <>
      <GuardedButton
        {...accessTo('deployment.cancel')}
        obstacle={deployment.cancelRequested ? t('cancel.underWay') : undefined}
        variant="secondary"
        onPress={() => setAsking(true)}
      >
        {t(deployment.cancelRequested ? 'cancel.requested' : 'cancel.button')}
      </GuardedButton>
      <Dialog isOpen={asking} onOpenChange={setAsking}>
        <DialogHeader>{t('cancel.title')}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text>{t('cancel.explain')}</Text>
            <ReasonField value={reason} onChange={setReason} />
            {cancel.error && <ProblemPanel error={cancel.error} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            destructive
            isPending={cancel.isPending}
            onPress={() =>
              cancel.mutate(reason, { onSuccess: () => setAsking(false) })
            }
          >
            {t('cancel.confirm')}
          </Button>
          <Button variant="secondary" slot="close">
            {t('cancel.keep')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
