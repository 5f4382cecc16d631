import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { vertexAiTranslationRef } from '../translation';

/** How long typing has to rest before the list is asked again. */
const REST_MS = 300;

/** Search field whose value is reported when typing rests, and at once on Enter and when it is cleared. */
export function SearchFilter(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const report = useRef(onChange);
  report.current = onChange;

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => report.current(text.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <SearchField
      size="small"
      label={props.label}
      placeholder={t('filters.searchPlaceholder')}
      value={text}
      onChange={setText}
      onSubmit={() => onChange(text.trim())}
      onClear={() => onChange('')}
    />
  );
}
