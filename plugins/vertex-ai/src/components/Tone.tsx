import { ReactNode } from 'react';
import styles from './Tone.module.css';

/** Text that warns. The library's own colours for that are too light for text on a light page. */
export function Tone(props: {
  tone: 'plain' | 'warning' | 'danger';
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  return (
    <span className={`${styles.root} ${styles[props.tone]}`} role={props.role}>
      {props.children}
    </span>
  );
}
