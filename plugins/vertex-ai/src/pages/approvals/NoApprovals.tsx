import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { vertexAiTranslationRef } from '../../translation';

/** Nothing in the list: because nothing waits for the caller, no emergency is open, or nothing matches the filters. */
export function NoApprovals(props: {
  show: string | undefined;
  isFiltered: boolean;
  onShow: (show: string) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const clear = (
    <Button variant="secondary" onPress={props.onClear}>
      {t('filters.clear')}
    </Button>
  );
  if (props.show === 'openReviews') {
    return (
      <EmptyState title={t('emergency.review.none')} action={clear}>
        {t('emergency.review.noneAdvice')}
      </EmptyState>
    );
  }
  return props.isFiltered ? (
    <EmptyState title={t('approvals.none')} action={clear}>
      {t('approvals.noneAdvice')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('approvals.noneForMe')}
      action={
        <Button variant="secondary" onPress={() => props.onShow('open')}>
          {t('approvals.showOpen')}
        </Button>
      }
    >
      {t('approvals.noneForMeAdvice')}
    </EmptyState>
  );
}
