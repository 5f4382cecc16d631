import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { Heading } from './Heading';
import styles from './EmptyState.module.css';

/** Nothing to show: says so, why, and what to do about it. */
export function EmptyState(props: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Flex
      direction="column"
      align="start"
      gap="2"
      py="3"
      className={styles.root}
    >
      <Heading>{props.title}</Heading>
      <Text color="secondary">{props.children}</Text>
      {props.action}
    </Flex>
  );
}
