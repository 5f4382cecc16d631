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
  DeploymentRequestInput,
  Requirement,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { Submission } from '../../hooks/useSubmitDeployment';
import { StepUpProblem } from '../../stepUp/StepUpProblem';
import { vertexAiTranslationRef } from '../../translation';
import styles from '../styles.module.css';

/** Says what is skipped, what is not, and what follows, and asks why. */
export function BreakGlassDialog(props: {
  request: DeploymentRequestInput;
  /** The approvals that are skipped. */
  requirement: Requirement;
  isSigned: boolean;
  submit: Submission;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { isSigned, submit, onClose } = props;
  const [text, setText] = useState(props.request.reason ?? '');
  const reason = text.trim();
  const request = { ...props.request, reason };
  const error = submit.errorOf(request);
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{t('emergency.break.dialogTitle')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Meaning requirement={props.requirement} />
          <TextField
            label={t('emergency.break.reason')}
            description={t('emergency.break.reasonDescription')}
            isRequired
            maxLength={1000}
            value={text}
            onChange={setText}
          />
          {isSigned && (
            <Text color="secondary">{t('emergency.break.willSign')}</Text>
          )}
          {error && <StepUpProblem error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!reason}
          isPending={submit.isPending}
          onPress={() => submit.send(request, { isSigned })}
        >
          {t('emergency.break.confirm')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
      {submit.dialog}
    </Dialog>
  );
}

function Meaning(props: { requirement: Requirement }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explainRequirement } = useExplainDecision();
  const approvals = explainRequirement(props.requirement);
  return (
    <ul className={styles.points}>
      <li>
        <strong>{t('emergency.break.skips', { approvals })}</strong>
      </li>
      <li>{t('emergency.break.keeps')}</li>
      <li>{t('emergency.break.logged')}</li>
      <li>{t('emergency.break.notified')}</li>
      <li>{t('emergency.break.reviewed')}</li>
    </ul>
  );
}
