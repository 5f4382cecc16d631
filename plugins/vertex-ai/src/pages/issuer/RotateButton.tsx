import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { vertexAiTranslationRef } from '../../translation';
import { RotateDialog } from './RotateDialog';

/** Replaces every key, after a question. */
export function RotateButton(props: { onRotated: () => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button destructive variant="secondary" onPress={() => setAsking(true)}>
        {t('issuer.rotate.button')}
      </Button>
      {asking && (
        <RotateDialog
          onClose={() => setAsking(false)}
          onRotated={props.onRotated}
        />
      )}
    </>
  );
}
