import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';

/** Key of the entry that lifts the filter; no real value starts with a dash. */
const ALL = '-all';

/** Filter by one of a few values, or by none. */
export function ChoiceFilter(props: {
  label: string;
  value: string | undefined;
  /** What no filter means. Default: all. */
  allLabel?: string;
  options: { id: string; label: string }[];
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const known = props.options.some(option => option.id === props.value);
  const options = [
    { id: ALL, label: props.allLabel ?? t('filters.all') },
    ...props.options,
    // A link may name something that is not offered to this person. Showing "all" then would be untrue.
    ...(props.value && !known ? [{ id: props.value, label: props.value }] : []),
  ];
  return (
    <Select
      size="small"
      label={props.label}
      options={options}
      value={props.value ?? ALL}
      onChange={key =>
        props.onChange(key === ALL || key === null ? undefined : String(key))
      }
    />
  );
}
