import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';

/** Why something is done, in the person's own words. */
export function ReasonField(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <TextField
      label={t('confirm.reason')}
      description={t('confirm.reasonDescription')}
      maxLength={1000}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
