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
import { confirmationOf, EndChoice, scopeOf } from './endChoices';
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
  const [choice, setChoice] = useState(choices[0]);
  const [draft, setDraft] = useState({
    actor: '',
    environment:
      choices[0].kind === 'actor' ? choices[0].environment ?? '' : '',
  });
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const end = useEndAccess();
  const scope = scopeOf(choice, draft);
  const name = confirmationOf(choice, scope, t('endings.confirmEverything'));
  const isReady =
    scope !== undefined &&
    reason.trim().length >= 3 &&
    (name === undefined || typed === name);
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
            onChoose={next => {
              setChoice(next);
              setDraft({
                actor: '',
                environment:
                  next.kind === 'actor' ? next.environment ?? '' : '',
              });
            }}
            onChange={setDraft}
          />
          <TextField
            label={t('endings.reason')}
            description={t('endings.reasonAdvice')}
            maxLength={1000}
            value={reason}
            onChange={setReason}
          />
          {name !== undefined && (
            <TypedConfirmation name={name} value={typed} onChange={setTyped} />
          )}
          {end.error && <ProblemPanel error={end.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!isReady}
          isPending={end.isPending}
          onPress={() =>
            end.mutate(
              { scope: scope!, reason: reason.trim() },
              {
                onSuccess: ({ id }) => {
                  onClose();
                  onEnded(id);
                },
              },
            )
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
