import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { vertexAiTranslationRef } from '../translation';

export interface PagerProps {
  pager: {
    hasPrevious: boolean;
    next: (cursor: string) => void;
    previous: () => void;
  };
  /** Of the page that is shown; absent on the last. */
  nextCursor?: string;
}

/** Steps through a list by cursors. Absent when everything fits on one page. */
export function Pager(props: PagerProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { pager, nextCursor } = props;
  if (!pager.hasPrevious && !nextCursor) {
    return null;
  }
  return (
    <Flex justify="end" gap="2" py="3">
      <Button
        variant="secondary"
        iconStart={<RiArrowLeftSLine />}
        isDisabled={!pager.hasPrevious}
        onPress={pager.previous}
      >
        {t('common.previousPage')}
      </Button>
      <Button
        variant="secondary"
        iconEnd={<RiArrowRightSLine />}
        isDisabled={!nextCursor}
        onPress={() => nextCursor && pager.next(nextCursor)}
      >
        {t('common.nextPage')}
      </Button>
    </Flex>
  );
}
