import { Flex } from '@backstage/ui';
import { ReactNode } from 'react';
import { FocusKeeper } from '../components/FocusKeeper';
import { BelowHeading } from '../components/Heading';

/** Frame of what the tab of an entity shows, below the title of the entity: what can be done first. */
export function EntityFrame(props: {
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <BelowHeading level={1}>
      <FocusKeeper>
        <Flex direction="column" gap="4">
          {props.action && <Flex justify="end">{props.action}</Flex>}
          {props.children}
        </Flex>
      </FocusKeeper>
    </BelowHeading>
  );
}
