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
  /** Default: that a part of the name or id is enough. */
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const report = (typed: string) => {
    reported.current = typed.trim();
    onChange(reported.current);
  };
  const latest = useRef(report);
  latest.current = report;

  useEffect(() => {
    // What was reported from here comes back without its outer spaces, and late: typing has gone on. Only another value replaces the text.
    if (value !== reported.current) {
      reported.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <SearchField
      size="small"
      label={props.label}
      placeholder={props.placeholder ?? t('filters.searchPlaceholder')}
      value={text}
      onChange={setText}
      onSubmit={() => report(text)}
      onClear={() => report('')}
    />
  );
}
