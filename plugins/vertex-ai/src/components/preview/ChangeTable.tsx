import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PreviewChange } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import styles from './ChangeTable.module.css';

type Kind = 'added' | 'removed' | 'changed' | 'same';

/** Now and then, line by line. On a narrow page every line becomes a small list. */
export function ChangeTable(props: {
  changes: PreviewChange[];
  /** Whether a new model is held against another one that stays: then nothing of that other one goes away. */
  isComparison: boolean;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [before, after, change] = [
    t('preview.before'),
    t('preview.after'),
    t('preview.change'),
  ];
  const kindOf = (line: PreviewChange) =>
    props.isComparison && line.field !== 'traffic' && line.before !== line.after
      ? 'changed'
      : plainKindOf(line);
  return (
    <table className={styles.root} aria-label={t('preview.diff')}>
      <thead>
        <tr>
          <th scope="col">{t('preview.what')}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
          <th scope="col">{change}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map(line => (
          <tr key={`${line.field} ${line.subject}`} data-kind={kindOf(line)}>
            <th scope="row">
              {t(`preview.field.${line.field}`, { subject: line.subject })}
            </th>
            <td data-column={before}>{line.before ?? '–'}</td>
            <td data-column={after}>{line.after ?? '–'}</td>
            <td data-column={change}>
              {t(`preview.changeKind.${kindOf(line)}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function plainKindOf({ before, after }: PreviewChange): Kind {
  if (before === undefined) {
    return 'added';
  }
  if (after === undefined) {
    return 'removed';
  }
  return before === after ? 'same' : 'changed';
}
