import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import styles from '../components/styles.module.css';
import { vertexAiTranslationRef } from '../translation';
import { Mistake } from './draft';

/** What has to be put right before the next step. Takes the focus when it comes; give it another key for every try. */
export function Mistakes(props: { mistakes: Mistake[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  if (props.mistakes.length === 0) {
    return null;
  }
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      icon
      status="danger"
      title={t('deploy.mistakes')}
      description={
        <ul className={styles.plainList}>
          {props.mistakes.map(mistake => (
            <li key={mistake.field}>
              <strong>{t(`deploy.field.${mistake.field}`)}</strong>:{' '}
              {mistake.message ?? t('deploy.missing')}
            </li>
          ))}
        </ul>
      }
    />
  );
}
