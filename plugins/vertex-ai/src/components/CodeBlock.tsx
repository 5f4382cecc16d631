import { Flex, Text } from '@backstage/ui';
import { CopyButton } from './CopyButton';
import styles from './CodeBlock.module.css';

/** Text to be read or copied as it is. Scrolls by itself and can be scrolled with the keyboard. */
export function CodeBlock(props: { label: string; text: string }) {
  return (
    <div className={styles.root}>
      <Flex justify="between" align="center" className={styles.head}>
        <Text as="span" variant="body-small" color="secondary">
          {props.label}
        </Text>
        <CopyButton text={props.text} what={props.label} />
      </Flex>
      <pre
        className={styles.code}
        role="region"
        aria-label={props.label}
        // A scrollable region has to take the focus, or the keyboard cannot scroll it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {props.text}
      </pre>
    </div>
  );
}
