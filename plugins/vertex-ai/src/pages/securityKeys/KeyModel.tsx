import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import { keyModel } from './keyModels';

/** The model of a key, and how sure that is. */
export function KeyModel(props: { securityKey: SecurityKey }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { aaguid, attested } = props.securityKey;
  const model = keyModel(aaguid);
  if (!model) {
    return <Text>{t('securityKeys.unknownModel')}</Text>;
  }
  return (
    <Flex direction="column" gap="0">
      <Text>{model}</Text>
      <Text variant="body-small" color="secondary">
        {t(attested ? 'securityKeys.attested' : 'securityKeys.claimed')}
      </Text>
    </Flex>
  );
}
