import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';

const widths = ['40%', '90%', '75%', '85%', '60%', '80%'];

/** Placeholder of about the height of what is being loaded. */
export function LoadingBlock(props: { lines?: number }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex direction="column" gap="3" py="4" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: props.lines ?? 4 }, (_, line) => (
        <Skeleton key={line} width={widths[line % widths.length]} height={20} />
      ))}
    </Flex>
  );
}
