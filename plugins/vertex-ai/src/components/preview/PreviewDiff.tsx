import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import { colourAlike, sharesOfState } from '../traffic';
import { TrafficBar } from '../TrafficBar';
import { ChangeTable } from './ChangeTable';

/** What runs now beside what would run: the traffic as a bar, and everything that would be different line by line. */
export function PreviewDiff(props: {
  preview: Pick<Preview, 'before' | 'after' | 'changes' | 'comparedWith'>;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { before, after, changes, comparedWith } = props.preview;
  if (!after) {
    return <Text color="secondary">{t('preview.unforeseeable')}</Text>;
  }
  if (changes.length === 0) {
    return <Text color="secondary">{t('preview.noChange')}</Text>;
  }
  const [now, then] = colourAlike(sharesOfState(before), sharesOfState(after));
  return (
    <Flex direction="column" gap="3">
      <Text variant="body-small" color="secondary">
        {t('preview.before')}
      </Text>
      <TrafficBar shares={now} label={t('preview.before')} />
      <Text variant="body-small" color="secondary">
        {t('preview.after')}
      </Text>
      <TrafficBar shares={then} label={t('preview.after')} />
      <ChangeTable changes={changes} isComparison={Boolean(comparedWith)} />
      {comparedWith && (
        <Text variant="body-small" color="secondary">
          {t('preview.comparedWith', { model: comparedWith })}
        </Text>
      )}
    </Flex>
  );
}
