import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import {
  DeploymentRequestInput,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode, useState } from 'react';
import { ChangePreview } from '../../components/preview/ChangePreview';
import { needsOf, readinessOf } from '../../components/preview/readiness';
import { ProblemPanel } from '../../components/ProblemPanel';
import { ReasonField } from '../../components/ReasonField';
import { TypedConfirmation } from '../../components/TypedConfirmation';
import { usePreview } from '../../hooks/usePreview';
import { useSubmitDeployment } from '../../hooks/useSubmitDeployment';
import { vertexAiTranslationRef } from '../../translation';

export interface ChangeDialogProps {
  endpoint: Endpoint;
  title: string;
  confirmLabel: string;
  /** Undefined while the input above is not complete. */
  request: DeploymentRequestInput | undefined;
  onClose: () => void;
  /** What this change is about, or its input. */
  children: ReactNode;
}

/** Changes what runs on an endpoint: shows what would happen, asks for the endpoint's name, and only then does it. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { endpoint, onClose } = props;
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const request = withReason(props.request, reason);
  const preview = usePreview(request);
  const submit = useSubmitDeployment();
  const error = submit.errorOf(request);
  const confirmLabel = error ? t('common.retry') : props.confirmLabel;
  const needs = needsOf(preview.query.data?.decision);
  const ready = preview.isPending || readinessOf(preview.current).ready;

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={640}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {props.children}
          {request && (
            <ChangePreview action={request.action} query={preview.query} />
          )}
          <ReasonField value={reason} onChange={setReason} />
          <TypedConfirmation
            name={endpoint.displayName}
            value={typed}
            onChange={setTyped}
          />
          {error && <ProblemPanel error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!request || typed !== endpoint.displayName || !ready}
          isPending={submit.isPending || preview.isPending}
          onPress={() =>
            submit.send(request!, { isSigned: needs.includes('stepUp') })
          }
        >
          {needs.includes('approvals')
            ? t('preview.askApproval')
            : confirmLabel}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
      {submit.dialog}
    </Dialog>
  );
}

function withReason(
  request: DeploymentRequestInput | undefined,
  reason: string,
): DeploymentRequestInput | undefined {
  return request && reason.trim()
    ? { ...request, reason: reason.trim() }
    : request;
}
