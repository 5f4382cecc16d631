import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionFill,
} from '@remixicon/react';
import listStyles from '../../components/CheckList.module.css';
import styles from '../../components/styles.module.css';

/** A rule that was asked. `unknown` is no pass. */
export interface AskedRule {
  id: string;
  title: string;
  tone: 'pass' | 'fail' | 'unknown';
  /** In a word or two, for who cannot see the icon. */
  outcome?: string;
  message: string;
  /** As it is written in the configuration. */
  code?: string;
}

const icons = {
  pass: RiCheckboxCircleFill,
  fail: RiCloseCircleFill,
  unknown: RiQuestionFill,
};

/** Rules in the order in which they are asked, each with what came of it. */
export function RuleList(props: { rules: AskedRule[] }) {
  return (
    <ul className={listStyles.root}>
      {props.rules.map(({ id, title, tone, outcome, message, code }) => {
        const Icon = icons[tone];
        return (
          <li key={id} className={listStyles.check}>
            <span className={listStyles[tone]}>
              <Icon size={18} aria-hidden="true" />
            </span>
            <div>
              <Text as="p" className={styles.line} weight="bold">
                {outcome ? `${title} · ${outcome}` : title}
              </Text>
              <Text as="p" className={styles.line} color="secondary">
                {message}
              </Text>
              {code && <code className={styles.mono}>{code}</code>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
