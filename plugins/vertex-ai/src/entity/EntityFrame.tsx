import { Flex } from '@backstage/ui';
import { ReactNode } from 'react';
import { FocusKeeper } from '../components/FocusKeeper';

/** Frame of what the tab of an entity shows, below the title of the entity: what can be done first. */
export function EntityFrame(props: {
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <FocusKeeper>
      <Flex direction="column" gap="4">
        {props.action && <Flex justify="end">{props.action}</Flex>}
        {props.children}
      </Flex>
    </FocusKeeper>
  );
}
