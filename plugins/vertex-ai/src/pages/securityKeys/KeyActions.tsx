import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Flex } from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiDeleteBinLine, RiPencilLine } from '@remixicon/react';
import { vertexAiTranslationRef } from '../../translation';

export interface KeyActionsProps {
  securityKey: SecurityKey;
  onRename: (key: SecurityKey) => void;
  onRemove: (key: SecurityKey) => void;
}

/** What can be done to a key. */
export function KeyActions(props: KeyActionsProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { securityKey } = props;
  const { name } = securityKey;
  return (
    <Flex gap="1">
      <ButtonIcon
        variant="tertiary"
        aria-label={t('securityKeys.rename', { name })}
        icon={<RiPencilLine />}
        onPress={() => props.onRename(securityKey)}
      />
      <ButtonIcon
        variant="tertiary"
        aria-label={t('securityKeys.remove', { name })}
        icon={<RiDeleteBinLine />}
        onPress={() => props.onRemove(securityKey)}
      />
    </Flex>
  );
}
