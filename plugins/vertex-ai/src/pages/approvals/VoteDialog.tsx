import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import {
  ApprovalDetail,
  digestWords,
  VoteVerdict,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { isSignedVote, useVote } from '../../hooks/useVote';
import { StepUpProblem } from '../../stepUp/StepUpProblem';
import { isCancelled, useStepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';

interface VoteDialogProps {
  verdict: VoteVerdict;
  /** What the voter has seen. */
  shown: ApprovalDetail;
  onClose: () => void;
}

/** Asks once more, and why. An approval that has to be signed is signed next. */
export function VoteDialog(props: VoteDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { verdict, shown, onClose } = props;
  const stepUp = useStepUp();
  const vote = useVote(shown, stepUp.sign);
  const [text, setText] = useState('');
  const reason = text.trim();
  const isReasonNeeded = needsReason(shown, verdict);
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t(`approvals.dialog.${verdict}.title`)}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t(`approvals.dialog.${verdict}.explain`)}</Text>
          <Text as="p" weight="bold">
            {digestWords(shown.deployment.intentDigest).join(' ')}
          </Text>
          <TextField
            label={t('confirm.reason')}
            description={t(
              isReasonNeeded
                ? 'approvals.reasonMandatory'
                : 'approvals.reasonOptional',
            )}
            isRequired={isReasonNeeded}
            maxLength={1000}
            value={text}
            onChange={setText}
          />
          {isSignedVote(shown, verdict) && (
            <Text color="secondary">{t('approvals.willSign')}</Text>
          )}
          {vote.error && !isCancelled(vote.error) && (
            <StepUpProblem error={vote.error} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive={verdict === 'reject'}
          isDisabled={isReasonNeeded && !reason}
          isPending={vote.isPending}
          onPress={() =>
            vote.mutate(
              { verdict, reason: reason || undefined },
              { onSuccess: onClose },
            )
          }
        >
          {t(`approvals.dialog.${verdict}.confirm`)}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
      {stepUp.dialog}
    </Dialog>
  );
}

/** A no always says why; a yes where the environment wants to know. */
function needsReason(
  { requirement }: ApprovalDetail,
  verdict: VoteVerdict,
): boolean {
  return (
    verdict === 'reject' ||
    (verdict === 'approve' &&
      requirement?.kind === 'approvals' &&
      requirement.reason)
  );
}
