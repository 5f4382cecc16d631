import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import styles from '../../components/HopStep.module.css';
import { HopStep } from '../../components/HopStep';
import { vertexAiTranslationRef } from '../../translation';

/** One walk from a person to a Google credential, hop by hop. */
export function HandshakeSteps(props: { handshake: Handshake }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { handshake } = props;
  return (
    <ol className={styles.root} aria-label={t('identity.title')}>
      <li className={styles.hop}>
        <Text weight="bold" as="span">
          {t('identity.who')}
        </Text>
        <div>
          <ActorName actor={handshake.actor} /> ·{' '}
          {t('identity.asRole', {
            role: handshake.role,
            environment: handshake.environment,
          })}
        </div>
      </li>
      {handshake.hops.map((hop, index) => (
        // A hop may be repeated after a failure, so its name does not tell it apart.
        <HopStep key={index} hop={hop} />
      ))}
    </ol>
  );
}
