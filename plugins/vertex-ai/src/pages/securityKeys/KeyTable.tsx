import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SecurityKey,
  SecurityKeyList,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { StepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';
import { RemoveDialog } from './RemoveDialog';
import { RenameDialog } from './RenameDialog';
import { useKeyColumns } from './useKeyColumns';

/** The keys, with what can be done to each. */
export function KeyTable(props: {
  query: UseQueryResult<SecurityKeyList>;
  sign: StepUp['sign'];
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [renaming, setRenaming] = useState<SecurityKey>();
  const [removing, setRemoving] = useState<SecurityKey>();
  const columns = useKeyColumns({
    onRename: setRenaming,
    onRemove: setRemoving,
  });
  const others = props.query.data?.items.filter(
    ({ id, lockedAt }) => id !== removing?.id && !lockedAt,
  );
  return (
    <>
      <PagedTable
        query={props.query}
        columns={columns}
        rowId={({ id }) => id}
        empty={
          <EmptyState title={t('securityKeys.empty')}>
            {t('securityKeys.emptyAdvice')}
          </EmptyState>
        }
      />
      {renaming && (
        <RenameDialog
          securityKey={renaming}
          onClose={() => setRenaming(undefined)}
        />
      )}
      {removing && (
        <RemoveDialog
          securityKey={removing}
          isLast={others?.length === 0}
          sign={props.sign}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}
