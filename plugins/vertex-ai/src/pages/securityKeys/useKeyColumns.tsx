import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Cell, CellText, Flex } from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiDeleteBinLine, RiPencilLine } from '@remixicon/react';
import { PagedColumn } from '../../components/PagedTable';
import { Timestamp } from '../../components/Timestamp';
import { Tone } from '../../components/Tone';
import { vertexAiTranslationRef } from '../../translation';
import { keyModel } from './keyModels';

export function useKeyColumns(act: {
  onRename: (key: SecurityKey) => void;
  onRemove: (key: SecurityKey) => void;
}): PagedColumn<SecurityKey>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return [
    {
      id: 'name',
      label: t('securityKeys.name'),
      isRowHeader: true,
      cell: ({ name }) => <CellText title={name} />,
    },
    {
      id: 'kind',
      label: t('securityKeys.kind'),
      cell: key => (
        <Cell>
          <Kind securityKey={key} />
        </Cell>
      ),
    },
    {
      id: 'model',
      label: t('securityKeys.model'),
      cell: ({ aaguid, attested }) => {
        const model = keyModel(aaguid);
        return model ? (
          <CellText
            title={model}
            description={t(
              attested ? 'securityKeys.attested' : 'securityKeys.claimed',
            )}
          />
        ) : (
          <CellText title={t('securityKeys.unknownModel')} />
        );
      },
    },
    {
      id: 'lastUsed',
      label: t('securityKeys.lastUsed'),
      cell: ({ lastUsedAt }) => (
        <Cell>
          {lastUsedAt ? (
            <Timestamp at={lastUsedAt} />
          ) : (
            t('securityKeys.neverUsed')
          )}
        </Cell>
      ),
    },
    {
      id: 'added',
      label: t('securityKeys.added'),
      cell: ({ createdAt }) => (
        <Cell>
          <Timestamp at={createdAt} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('common.actions'),
      cell: key => (
        <Cell>
          <Flex gap="1">
            <ButtonIcon
              variant="tertiary"
              aria-label={t('securityKeys.rename', { name: key.name })}
              icon={<RiPencilLine />}
              onPress={() => act.onRename(key)}
            />
            <ButtonIcon
              variant="tertiary"
              aria-label={t('securityKeys.remove', { name: key.name })}
              icon={<RiDeleteBinLine />}
              onPress={() => act.onRemove(key)}
            />
          </Flex>
        </Cell>
      ),
    },
  ];
}

function Kind(props: { securityKey: SecurityKey }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { lockedAt, deviceBound } = props.securityKey;
  if (lockedAt) {
    return <Tone tone="danger">{t('securityKeys.locked')}</Tone>;
  }
  return (
    <Tone tone="plain">
      {t(deviceBound ? 'securityKeys.deviceBound' : 'securityKeys.synced')}
    </Tone>
  );
}
