import { Badge, Flex } from '@backstage/ui';
import styles from './styles.module.css';

/** Labels at Google. */
export function Labels(props: { labels: Record<string, string> }) {
  const labels = Object.entries(props.labels);
  if (labels.length === 0) {
    return <>–</>;
  }
  return (
    <Flex gap="1" className={styles.wrap}>
      {labels.map(([name, value]) => (
        <Badge key={name}>{value ? `${name}: ${value}` : name}</Badge>
      ))}
    </Flex>
  );
}
