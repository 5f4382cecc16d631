import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PreflightCheck } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  RemixiconComponentType,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionFill,
} from '@remixicon/react';
import { vertexAiTranslationRef } from '../../translation';
import styles from './CheckList.module.css';

const icons: Record<PreflightCheck['outcome'], RemixiconComponentType> = {
  pass: RiCheckboxCircleFill,
  fail: RiCloseCircleFill,
  unknown: RiQuestionFill,
};

/** Preflight checks, those that failed first. */
export function CheckList(props: { checks: PreflightCheck[] }) {
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
            </div>
          </li>
        );
      })}
    </ul>
  );
}
