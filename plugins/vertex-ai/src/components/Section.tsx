import { Card, CardBody, CardHeader, Flex } from '@backstage/ui';
import { ReactNode } from 'react';
import { BelowHeading, Heading } from './Heading';

/** A titled part of a page. */
export function Section(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Heading>{props.title}</Heading>
          {props.actions}
        </Flex>
      </CardHeader>
      <CardBody>
        <BelowHeading>{props.children}</BelowHeading>
      </CardBody>
    </Card>
  );
}
