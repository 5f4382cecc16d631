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
import { useNavigate } from 'react-router-dom';
import { ChangePreview } from '../../components/preview/ChangePreview';
import { readinessOf } from '../../components/preview/readiness';
import { ProblemPanel } from '../../components/ProblemPanel';
import { ReasonField } from '../../components/ReasonField';
import { TypedConfirmation } from '../../components/TypedConfirmation';
import { useLinks } from '../../hooks/useLinks';
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
  const { endpoint, request, onClose } = props;
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const preview = usePreview(request);
  const submit = useSubmitDeployment();
  const links = useLinks();
  const navigate = useNavigate();

  const confirmed =
    typed === endpoint.displayName && readinessOf(preview.data).ready;
  const send = () =>
    submit.mutate(
      { ...request!, ...(reason && { reason }) },
      {
        onSuccess: ({ id }) => {
          onClose();
          navigate(links.deployment({ deployment: id }));
        },
      },
    );

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={640}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {props.children}
          {request && <ChangePreview request={request} />}
          <ReasonField value={reason} onChange={setReason} />
          <TypedConfirmation
            name={endpoint.displayName}
            value={typed}
            onChange={setTyped}
          />
          {submit.error && <ProblemPanel error={submit.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!confirmed}
          isPending={submit.isPending}
          onPress={send}
        >
          {submit.error ? t('common.retry') : props.confirmLabel}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
