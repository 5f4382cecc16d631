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
import { OwnAccess } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { ProblemPanel } from '../../components/ProblemPanel';
import { TypedConfirmation } from '../../components/TypedConfirmation';
import { useEndAccess } from '../../hooks/useEndAccess';
import { vertexAiTranslationRef } from '../../translation';
import { confirmationOf, EndChoice, EndDraft, scopeOf } from './endChoices';
import { EndScopeFields } from './EndScopeFields';

export interface EndAccessDialogProps {
  choices: EndChoice[];
  own?: OwnAccess;
  onClose: () => void;
  /** With the id of the ending, whose page says what Google still honours. */
  onEnded: (ending: string) => void;
}

/** The kill switch: what, why, and its name once more where it hits others. */
export function EndAccessDialog(props: EndAccessDialogProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { choices, onClose, onEnded } = props;
  const form = useEndForm(choices[0]);
  const { choice, draft, name, reason, scope, typed } = form;
  const end = useEndAccess();
  const onSuccess = ({ id }: { id: string }) => {
    onClose();
    onEnded(id);
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{t('endings.dialogTitle')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text>{t('endings.advice')}</Text>
          <EndScopeFields
            choices={choices}
            choice={choice}
            own={props.own}
            draft={draft}
            onChoose={form.choose}
            onChange={form.change}
          />
          <TextField
            label={t('endings.reason')}
            description={t('endings.reasonAdvice')}
            maxLength={1000}
            value={reason}
            onChange={form.setReason}
          />
          {name !== undefined && (
            <TypedConfirmation
              name={name}
              value={typed}
              onChange={form.setTyped}
            />
          )}
          {end.error && <ProblemPanel error={end.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!form.isReady}
          isPending={end.isPending}
          onPress={() =>
            end.mutate({ scope: scope!, reason: reason.trim() }, { onSuccess })
          }
        >
          {t('endings.button')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** What was filled in, and whether that is enough. */
function useEndForm(first: EndChoice) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [choice, setChoice] = useState(first);
  const [draft, setDraft] = useState(draftOf(first));
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const scope = scopeOf(choice, draft);
  const name = confirmationOf(choice, scope, t('endings.confirmEverything'));
  return {
    choice,
    draft,
    name,
    reason,
    scope,
    typed,
    change: setDraft,
    choose: (next: EndChoice) => {
      setChoice(next);
      setDraft(draftOf(next));
    },
    setReason,
    setTyped,
    isReady:
      scope !== undefined &&
      reason.trim().length >= 3 &&
      (name === undefined || typed === name),
  };
}

function draftOf(choice: EndChoice): EndDraft {
  return {
    actor: '',
    environment: choice.kind === 'actor' ? choice.environment ?? '' : '',
  };
}
