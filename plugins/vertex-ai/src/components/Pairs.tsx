import { ReactNode } from 'react';
import styles from './styles.module.css';

/** Names and values, one below the other. Pairs without a value are left out. */
export function Pairs(props: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.pairs}>
      {props.items
        .filter(
          ([, value]) => value !== undefined && value !== '' && value !== false,
        )
        .map(([name, value]) => [
          <dt key={`${name} name`}>{name}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
    </dl>
  );
}
