import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Flex, Text, TextField } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { vertexAiTranslationRef } from '../translation';
import { Label, mistakeOfLabel } from './labels';
import styles from './LabelFields.module.css';

/** Rows of keys and values: the labels of a new endpoint. */
export function LabelFields(props: {
  labels: Label[];
  /** What is wrong with a row is said after the first try to go on, not while it is typed. */
  showMistakes: boolean;
  onChange: (labels: Label[]) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { labels, onChange } = props;
  const { rows, add } = useFocusOnChange(labels.length);
  const change = (index: number, changes: Partial<Label>) =>
    onChange(
      labels.map((label, at) =>
        at === index ? { ...label, ...changes } : label,
      ),
    );
  return (
    <fieldset ref={rows} className={styles.root}>
      <legend className={styles.legend}>{t('deploy.labels')}</legend>
      <Text variant="body-small" color="secondary">
        {t('deploy.labelsDescription')}
      </Text>
      {labels.map((label, index) => (
        <LabelRow
          key={label.row}
          number={index + 1}
          label={label}
          mistake={
            props.showMistakes ? mistakeOfLabel(labels, label) : undefined
          }
          onChange={changes => change(index, changes)}
          onRemove={() => onChange(labels.filter(other => other !== label))}
        />
      ))}
      <Flex>
        <Button
          ref={add}
          variant="secondary"
          iconStart={<RiAddLine />}
          onPress={() => onChange([...labels, newLabel(labels)])}
        >
          {t('deploy.addLabel')}
        </Button>
      </Flex>
    </fieldset>
  );
}

/** Goes on in a row that was added, and beside one that was removed: there the focus would be lost with the row. */
function useFocusOnChange(count: number) {
  const rows = useRef<HTMLFieldSetElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const last = useRef(count);
  useEffect(() => {
    if (count > last.current) {
      const inputs = rows.current?.querySelectorAll('input') ?? [];
      inputs[inputs.length - 2]?.focus();
    } else if (count < last.current) {
      add.current?.focus();
    }
    last.current = count;
  }, [count]);
  return { rows, add };
}

function LabelRow(props: {
  number: number;
  label: Label;
  mistake: ReturnType<typeof mistakeOfLabel>;
  onChange: (changes: Partial<Label>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { label, mistake } = props;
  const number = String(props.number);
  const wrong = (at: 'key' | 'value') => ({
    isInvalid: mistake?.at === at,
    description: mistake?.at === at ? mistake.message : undefined,
  });
  return (
    <div className={styles.row}>
      <TextField
        label={t('deploy.labelKey', { number })}
        {...wrong('key')}
        autoComplete="off"
        spellCheck="false"
        value={label.key}
        onChange={key => props.onChange({ key })}
      />
      <TextField
        label={t('deploy.labelValue', { number })}
        {...wrong('value')}
        autoComplete="off"
        spellCheck="false"
        value={label.value}
        onChange={value => props.onChange({ value })}
      />
      <ButtonIcon
        variant="tertiary"
        icon={<RiDeleteBinLine />}
        aria-label={t('deploy.removeLabel', { number })}
        onPress={props.onRemove}
      />
    </div>
  );
}

function newLabel(labels: Label[]): Label {
  return {
    row: Math.max(0, ...labels.map(({ row }) => row)) + 1,
    key: '',
    value: '',
  };
}
