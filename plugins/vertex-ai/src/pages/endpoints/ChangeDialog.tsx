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
  DeploymentRequest,
  DeploymentRequestInput,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode, useState } from 'react';
import { BreakGlass } from '../../components/preview/BreakGlass';
import { ChangePreview } from '../../components/preview/ChangePreview';
import { Need, needsOf, readinessOf } from '../../components/preview/readiness';
import { ProblemPanel } from '../../components/ProblemPanel';
import { ReasonField } from '../../components/ReasonField';
import { TypedConfirmation } from '../../components/TypedConfirmation';
import { VoidsNote } from '../../components/VoidsNote';
import { useApproval } from '../../hooks/useApproval';
import { usePreview } from '../../hooks/usePreview';
import { useSubmitDeployment } from '../../hooks/useSubmitDeployment';
import { ordinary, Way } from '../../hooks/way';
import { vertexAiTranslationRef } from '../../translation';

/** A request that waits for approval, and is changed instead of asking for something new. */
export interface Revised<R extends DeploymentRequest> {
  id: string;
  request: R;
}

export interface ChangeDialogProps {
  endpoint: Endpoint;
  title: string;
  confirmLabel: string;
  /** Undefined while the input above is not complete. */
  request: DeploymentRequestInput | undefined;
  revised?: Revised<DeploymentRequest>;
  onClose: () => void;
  /** What this change is about, or its input. */
  children: ReactNode;
}

/** Changes what runs on an endpoint: shows what would happen, asks for the endpoint's name, and only then does it. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { endpoint, onClose, revised } = props;
  const labelOf = useConfirmLabel(props);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState(revised?.request.reason ?? '');
  const request = withReason(props.request, reason);
  const preview = usePreview(request);
  const [way] = useState(() => wayOf(revised));
  const submit = useSubmitDeployment(way);
  const error = submit.errorOf(request);
  const needs = needsOf(preview.query.data?.decision);
  const isConfirmed = typed === endpoint.displayName;
  const ready = preview.isPending || readinessOf(preview.current).ready;

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={640}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {revised && <Voids id={revised.id} />}
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
          {request && !revised && (
            <BreakGlass
              request={request}
              preview={preview.query.data}
              isDisabled={!isConfirmed || !readinessOf(preview.current).ready}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!request || !isConfirmed || !ready}
          isPending={submit.isPending || preview.isPending}
          onPress={() =>
            submit.send(request!, { isSigned: needs.includes('stepUp') })
          }
        >
          {labelOf({ isAgain: Boolean(error), needs })}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
      {submit.dialog}
    </Dialog>
  );
}

/** What pressing leads to: with approvals still to come, nothing is changed yet. */
function useConfirmLabel({ revised, confirmLabel }: ChangeDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return ({ isAgain, needs }: { isAgain: boolean; needs: Need[] }): string => {
    if (revised) {
      return t('revise.send');
    }
    if (needs.includes('approvals')) {
      return t('preview.askApproval');
    }
    return isAgain ? t('common.retry') : confirmLabel;
  };
}

function wayOf(revised: Revised<DeploymentRequest> | undefined): Way {
  return revised ? { kind: 'revision', of: revised.id } : ordinary;
}

function Voids({ id }: { id: string }) {
  const { data } = useApproval(id);
  return data ? <VoidsNote approvals={data.approvals} /> : null;
}

function withReason(
  request: DeploymentRequestInput | undefined,
  reason: string,
): DeploymentRequestInput | undefined {
  return request && reason.trim()
    ? { ...request, reason: reason.trim() }
    : request;
}
