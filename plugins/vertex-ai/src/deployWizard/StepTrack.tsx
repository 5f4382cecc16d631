import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef } from 'react';
import { vertexAiTranslationRef } from '../translation';
import { Step, steps } from './draft';
import styles from './StepTrack.module.css';

/** The steps, and the way back to those that are done. Ends with the heading of the present step, which takes the focus when it changes. */
export function StepTrack(props: { step: Step; onGoTo: (step: Step) => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(props.step);
  const present = steps.indexOf(props.step);

  useEffect(() => {
    if (shown.current !== props.step) {
      shown.current = props.step;
      heading.current?.focus();
    }
  }, [props.step]);
  return (
    <>
      <ol className={styles.root} aria-label={t('deploy.steps')}>
        {steps.map((step, index) => {
          const label = `${index + 1}. ${t(`deploy.step.${step}`)}`;
          return (
            <li
              key={step}
              className={styles.step}
              data-state={stateOf(index, present)}
              aria-current={index === present ? 'step' : undefined}
            >
              {index < present ? (
                <button
                  type="button"
                  className={styles.back}
                  onClick={() => props.onGoTo(step)}
                >
                  {label}
                </button>
              ) : (
                label
              )}
            </li>
          );
        })}
      </ol>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        {t('deploy.stepOf', {
          step: String(present + 1),
          total: String(steps.length),
          name: t(`deploy.step.${props.step}`),
        })}
      </h2>
    </>
  );
}

function stateOf(index: number, present: number) {
  if (index === present) {
    return 'current';
  }
  return index < present ? 'done' : 'ahead';
}
