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
import { issuerRotationSchema } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { ProblemPanel } from '../../components/ProblemPanel';
import styles from '../../components/styles.module.css';
import { TypedConfirmation } from '../../components/TypedConfirmation';
import { useRotateIssuerKeys } from '../../hooks/useIssuer';
import { vertexAiTranslationRef } from '../../translation';

/** What replacing the keys does, what not by itself, why it is done, and that it is meant. */
export function RotateDialog(props: {
  onClose: () => void;
  onRotated: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { onClose, onRotated } = props;
  const rotate = useRotateIssuerKeys();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const name = t('issuer.rotate.confirmation');
  const isReady =
    issuerRotationSchema.safeParse({ reason }).success && typed === name;
  const onSuccess = () => {
    onClose();
    onRotated();
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={600}>
      <DialogHeader>{t('issuer.rotate.title')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text>{t('issuer.rotate.explain')}</Text>
          <Limits />
          <TextField
            label={t('issuer.rotate.reason')}
            description={t('issuer.rotate.reasonDescription')}
            isRequired
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          <TypedConfirmation name={name} value={typed} onChange={setTyped} />
          {rotate.error && <ProblemPanel error={rotate.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isDisabled={!isReady}
          isPending={rotate.isPending}
          onPress={() => rotate.mutate(reason.trim(), { onSuccess })}
        >
          {t('issuer.rotate.button')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Limits() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <div>
      <Text as="p" weight="bold" className={styles.line}>
        {t('issuer.rotate.notByItself')}
      </Text>
      <ul className={styles.points}>
        <li>{t('issuer.rotate.cached')}</li>
        <li>{t('issuer.rotate.unknown')}</li>
        <li>{t('issuer.rotate.tokens')}</li>
      </ul>
    </div>
  );
}
