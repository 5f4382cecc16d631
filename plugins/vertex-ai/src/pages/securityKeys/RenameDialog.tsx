import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { ProblemPanel } from '../../components/ProblemPanel';
import { useVertexMutation } from '../../hooks/useVertexMutation';
import { vertexAiTranslationRef } from '../../translation';

/** Gives a key another name. */
export function RenameDialog(props: {
  securityKey: SecurityKey;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { securityKey, onClose } = props;
  const [name, setName] = useState(securityKey.name);
  const rename = useVertexMutation(
    (client, to: string) =>
      client.renameSecurityKey(securityKey.id, { name: to }),
    ['securityKeys'],
  );
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('securityKeys.renameTitle')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <TextField
            label={t('securityKeys.name')}
            maxLength={64}
            value={name}
            onChange={setName}
          />
          {rename.error && <ProblemPanel error={rename.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          isDisabled={!name.trim()}
          isPending={rename.isPending}
          onPress={() => rename.mutate(name.trim(), { onSuccess: onClose })}
        >
          {t('securityKeys.save')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
