import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, TextField } from '@backstage/ui';
import { FormEvent, useState } from 'react';
import { ProblemPanel } from '../../components/ProblemPanel';
import { useVertexMutation } from '../../hooks/useVertexMutation';
import { vertexAiTranslationRef } from '../../translation';

const nothing = { person: '', reason: '' };

/** An administrator asks for the removal of somebody's keys. */
export function ResetForm() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [draft, setDraft] = useState(nothing);
  const ask = useVertexMutation(
    (client, request: typeof nothing) => client.requestKeyReset(request),
    ['keyResets'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(
      { person: draft.person.trim(), reason: draft.reason.trim() },
      { onSuccess: () => setDraft(nothing) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Flex direction="column" align="start" gap="3">
        <TextField
          label={t('securityKeys.resetPerson')}
          description={t('securityKeys.resetPersonDescription')}
          autoComplete="off"
          spellCheck="false"
          value={draft.person}
          onChange={person => setDraft({ ...draft, person })}
        />
        <TextField
          label={t('securityKeys.resetReason')}
          description={t('securityKeys.resetReasonDescription')}
          maxLength={1000}
          value={draft.reason}
          onChange={reason => setDraft({ ...draft, reason })}
        />
        {ask.error && <ProblemPanel error={ask.error} />}
        <Button
          type="submit"
          variant="secondary"
          isDisabled={!draft.person.trim() || !draft.reason.trim()}
          isPending={ask.isPending}
        >
          {t('securityKeys.resetButton')}
        </Button>
      </Flex>
    </form>
  );
}
