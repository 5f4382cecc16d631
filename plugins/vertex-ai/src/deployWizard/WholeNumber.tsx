import { NumberField } from '@backstage/ui';

/** A whole number in a range. */
export function WholeNumber(props: {
  label: string;
  description?: string;
  isInvalid?: boolean;
  value: number;
  range: [min: number, max: number];
  isDisabled?: boolean;
  onChange: (value: number) => void;
}) {
  const [min, max] = props.range;
  return (
    <NumberField
      label={props.label}
      description={props.description}
      isInvalid={props.isInvalid}
      isDisabled={props.isDisabled}
      minValue={min}
      maxValue={max}
      step={1}
      value={props.value}
      // An emptied field reports "not a number"; the last value stays until there is a new one.
      onChange={value => !Number.isNaN(value) && props.onChange(value)}
    />
  );
}
