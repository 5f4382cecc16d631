import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';

/** Asks for the name of the thing that is about to change, so that nobody changes another one by habit. */
export function TypedConfirmation(props: {
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <TextField
      label={t('confirm.label', { name: props.name })}
      description={t('confirm.description')}
      value={props.value}
      onChange={props.onChange}
      autoComplete="off"
      spellCheck="false"
    />
  );
}
