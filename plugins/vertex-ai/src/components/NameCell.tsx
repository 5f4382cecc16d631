import { Cell, Flex, Link, Text } from '@backstage/ui';
import styles from './styles.module.css';

/** A table cell that names the thing of its row and leads to it. Long names wrap: they often differ at their end only. */
export function NameCell(props: {
  name: string;
  detail?: string;
  /** Without one it stands for itself. */
  href?: string;
}) {
  return (
    <Cell>
      <Flex direction="column" gap="0.5" className={styles.name}>
        {props.href ? (
          <Link href={props.href}>{props.name}</Link>
        ) : (
          <Text>{props.name}</Text>
        )}
        <Text variant="body-small" color="secondary">
          {props.detail}
        </Text>
      </Flex>
    </Cell>
  );
}
