import { Cell, Flex, Link, Text } from '@backstage/ui';
import styles from './styles.module.css';

/** A table cell that leads to the thing of its row. Long names wrap: they often differ at their end only. */
export function NameCell(props: {
  name: string;
  detail?: string;
  href: string;
}) {
  return (
    <Cell>
      <Flex direction="column" gap="0.5" className={styles.name}>
        <Link href={props.href}>{props.name}</Link>
        <Text variant="body-small" color="secondary">
          {props.detail}
        </Text>
      </Flex>
    </Cell>
  );
}
