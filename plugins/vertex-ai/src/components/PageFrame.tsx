import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Container, Flex, Header, HeaderMetadataItem } from '@backstage/ui';
import { ReactNode } from 'react';
import { FocusKeeper } from './FocusKeeper';
import styles from './PageFrame.module.css';

export interface PageFrameProps {
  title: string;
  description?: string;
  actions?: ReactNode;
  metadata?: HeaderMetadataItem[];
  /** Set on a page below a list; its address, for the trail at the top. */
  href?: string;
  children: ReactNode;
}

/** What all pages have in common below the app's own header. */
export function PageFrame(props: PageFrameProps) {
  const page = (
    <>
      <Header
        className={styles.header}
        title={props.title}
        description={props.description}
        customActions={props.actions}
        metadata={props.metadata}
      />
      <Container pb="8">
        <FocusKeeper>
          <Flex direction="column" gap="5">
            {props.children}
          </Flex>
        </FocusKeeper>
      </Container>
    </>
  );
  return props.href ? (
    <BreadcrumbEntry entry={{ label: props.title, href: props.href }}>
      {page}
    </BreadcrumbEntry>
  ) : (
    page
  );
}
