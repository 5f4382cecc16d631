import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Loaded } from '../../components/Loaded';
import { PreviewDiff } from '../../components/preview/PreviewDiff';
import { useApprovalComparison } from '../../hooks/useApprovalComparison';
import { vertexAiTranslationRef } from '../../translation';

/** What a request would change by what Google has now, and whether it can still be approved. */
export function Comparison(props: { deployment: Deployment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const query = useApprovalComparison(props.deployment);
  return (
    <Loaded query={query} lines={5}>
      {comparison => (
        <Flex direction="column" gap="3">
          <Text color="secondary">{t('approvals.comparisonAdvice')}</Text>
          {comparison.stale && (
            <Alert
              icon
              status="warning"
              title={t('approvals.stale')}
              description={comparison.stale}
            />
          )}
          <PreviewDiff preview={comparison} />
        </Flex>
      )}
    </Loaded>
  );
}
