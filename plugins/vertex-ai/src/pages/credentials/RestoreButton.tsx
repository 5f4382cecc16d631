import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
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
import { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { ProblemPanel } from '../../components/ProblemPanel';
import { useRestoreAccess } from '../../hooks/useEndAccess';
import { useEndingWords } from '../../hooks/useEndingWords';
import { vertexAiTranslationRef } from '../../translation';

/** Lifts an ending, with a reason. One's own somebody else has to lift. */
export function RestoreButton(props: { ending: Ending }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const identity = useApi(identityApiRef);
  const me = useAsync(() => identity.getBackstageIdentity(), [identity]).value
    ?.userEntityRef;
  const [asking, setAsking] = useState(false);
  const { ending } = props;
  if (ending.actor !== undefined && ending.actor === me) {
    return (
      <Text variant="body-small" color="secondary">
        {t('endings.ownNotRestored')}
      </Text>
    );
  }
  return (
    <>
      <Button variant="secondary" size="small" onPress={() => setAsking(true)}>
        {t('endings.restore')}
      </Button>
      {asking && (
        <RestoreDialog ending={ending} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function RestoreDialog(props: { ending: Ending; onClose: () => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const wordsOf = useEndingWords();
  const { ending, onClose } = props;
  const [reason, setReason] = useState('');
  const restore = useRestoreAccess(ending.id);
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('endings.restoreTitle')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t('endings.restoreAdvice', { scope: wordsOf(ending) })}</Text>
          <TextField
            label={t('endings.reason')}
            description={t('credentials.reasonAdvice')}
            maxLength={1000}
            value={reason}
            onChange={setReason}
          />
          {restore.error && <ProblemPanel error={restore.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          isDisabled={reason.trim().length < 3}
          isPending={restore.isPending}
          onPress={() => restore.mutate(reason.trim(), { onSuccess: onClose })}
        >
          {t('endings.restoreButton')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
