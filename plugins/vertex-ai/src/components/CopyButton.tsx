import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { vertexAiTranslationRef } from '../translation';

/** Copies a text, and says so. */
export function CopyButton(props: { text: string; what: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [copied, copy] = useCopyToClipboard();
  const done = copied.value === props.text && !copied.error;
  return (
    <>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={t('common.copy', { what: props.what })}
        icon={done ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => copy(props.text)}
      />
      <VisuallyHidden role="status">
        {done ? t('common.copied') : ''}
      </VisuallyHidden>
    </>
  );
}
