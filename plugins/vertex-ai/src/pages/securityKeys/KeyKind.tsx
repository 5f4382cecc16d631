import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { Tone } from '../../components/Tone';
import { vertexAiTranslationRef } from '../../translation';

/** Whether a key can leave its device, or is locked. */
export function KeyKind(props: { securityKey: SecurityKey }) {
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
