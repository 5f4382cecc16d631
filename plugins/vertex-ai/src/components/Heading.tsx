import { Text } from '@backstage/ui';
import { createContext, PropsWithChildren, useContext } from 'react';

/** Below the title of a page, which is of the second level. */
const Level = createContext(3);

/** The title of a part of a page, of the level that is next where it stands. */
export function Heading(props: PropsWithChildren) {
  const level = useContext(Level);
  return (
    <Text
      as={`h${Math.min(level, 6)}` as 'h3'}
      {...(level > 3
        ? { variant: 'body-large', weight: 'bold' }
        : { variant: 'title-x-small' })}
    >
      {props.children}
    </Text>
  );
}

/** What stands below a heading: its own headings are one level lower. */
export function BelowHeading(props: PropsWithChildren<{ level?: number }>) {
  const level = useContext(Level);
  return (
    <Level.Provider value={(props.level ?? level) + 1}>
      {props.children}
    </Level.Provider>
  );
}
