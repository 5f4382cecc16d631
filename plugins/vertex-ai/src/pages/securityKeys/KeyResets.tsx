import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { Section } from '../../components/Section';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { useVertexQuery } from '../../hooks/useVertexQuery';
import { StepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';
import { ResetForm } from './ResetForm';
import { useResetColumns } from './useResetColumns';

/** Requests to remove lost keys: all of them for an administrator, otherwise those that concern oneself, if there are any. */
export function KeyResets(props: {
  isAdministrator: boolean;
  sign: StepUp['sign'];
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { isAdministrator, sign } = props;
  const { cursor, pager } = useUrlFilters([]);
  const query = useVertexQuery({
    key: ['keyResets', cursor],
    read: (client, signal) => client.listKeyResets({ cursor }, signal),
  });
  const columns = useResetColumns({ isAdministrator, sign });
  if (!isAdministrator && !query.data?.items.length) {
    return null;
  }
  return (
    <Section title={t('securityKeys.resets')}>
      <Flex direction="column" gap="4">
        <Text color="secondary">{t('securityKeys.resetsAdvice')}</Text>
        {isAdministrator && <ResetForm />}
        <PagedTable
          query={query}
          columns={columns}
          rowId={({ id }) => id}
          pager={pager}
          empty={
            <EmptyState title={t('securityKeys.resetEmpty')}>{null}</EmptyState>
          }
        />
      </Flex>
    </Section>
  );
}
