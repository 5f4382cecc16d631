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
import { Deployment, isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { GuardedButton } from '../../components/GuardedButton';
import { ProblemPanel } from '../../components/ProblemPanel';
import { ReasonField } from '../../components/ReasonField';
import { useAccess } from '../../hooks/useAccess';
import { useCancelDeployment } from '../../hooks/useCancelDeployment';
import { vertexAiTranslationRef } from '../../translation';

/** What the button asks, of one that runs, and of one that waits for approval. */
const words = {
  running: {
    button: 'cancel.button',
    title: 'cancel.title',
    explain: 'cancel.explain',
    confirm: 'cancel.confirm',
    keep: 'cancel.keep',
  },
  waiting: {
    button: 'cancel.withdraw.button',
    title: 'cancel.withdraw.title',
    explain: 'cancel.withdraw.explain',
    confirm: 'cancel.withdraw.confirm',
    keep: 'cancel.withdraw.keep',
  },
} as const;

/** Asks a deployment to stop, or withdraws it, after a question. Nothing to show for one that has ended. */
export function CancelButton(props: { deployment: Deployment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment } = props;
  const accessTo = useAccess(deployment.environment);
  const cancel = useCancelDeployment(deployment.id);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (isFinal(deployment.phase)) {
    return null;
  }
  const say =
    words[deployment.phase === 'awaitingApproval' ? 'waiting' : 'running'];
  return (
    <>
      <GuardedButton
        {...accessTo('deployment.cancel')}
        obstacle={deployment.cancelRequested ? t('cancel.underWay') : undefined}
        variant="secondary"
        onPress={() => setAsking(true)}
      >
        {t(deployment.cancelRequested ? 'cancel.requested' : say.button)}
      </GuardedButton>
      <Dialog isOpen={asking} onOpenChange={setAsking}>
        <DialogHeader>{t(say.title)}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text>{t(say.explain)}</Text>
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
            {t(say.confirm)}
          </Button>
          <Button variant="secondary" slot="close">
            {t(say.keep)}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
