import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RemixiconComponentType,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionFill,
} from '@remixicon/react';
import { vertexAiTranslationRef } from '../translation';
import styles from './CheckList.module.css';

/** Something that was looked at. `unknown` is no pass. */
export interface Check {
  id: string;
  title: string;
  outcome: 'pass' | 'fail' | 'unknown';
  message: string;
  /** What repairs it. */
  repair?: string;
}

const icons: Record<Check['outcome'], RemixiconComponentType> = {
  pass: RiCheckboxCircleFill,
  fail: RiCloseCircleFill,
  unknown: RiQuestionFill,
};

/** What was looked at, what failed first. */
export function CheckList(props: { checks: Check[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  if (props.checks.length === 0) {
    return <Text color="secondary">{t('preview.noChecks')}</Text>;
  }
  const order = ['fail', 'unknown', 'pass'];
  const checks = [...props.checks].sort(
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome),
  );
  return (
    <ul className={styles.root}>
      {checks.map(check => {
        const Icon = icons[check.outcome];
        return (
          <li key={check.id} className={styles.check}>
            <span className={styles[check.outcome]}>
              <Icon size={18} aria-hidden="true" />
            </span>
            <div>
              <Text as="p" className={styles.line} weight="bold">
                {check.title} · {t(`preview.outcome.${check.outcome}`)}
              </Text>
              <Text as="p" className={styles.line} color="secondary">
                {check.message}
              </Text>
              {check.repair && (
                <Text as="p" className={styles.line}>
                  {check.repair}
                </Text>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
