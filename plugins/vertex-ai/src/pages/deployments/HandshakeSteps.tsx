import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { Handshake, Hop } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiCheckboxCircleFill, RiCloseCircleFill } from '@remixicon/react';
import { ActorName } from '../../components/ActorName';
import { formatDuration } from '../../components/formatTime';
import { Pairs } from '../../components/Pairs';
import { vertexAiTranslationRef } from '../../translation';
import styles from './HandshakeSteps.module.css';

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

function HopStep(props: { hop: Hop }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { hop } = props;
  const passed = hop.outcome === 'passed';
  return (
    <li className={styles.hop} data-outcome={hop.outcome}>
      <Flex align="center" gap="2">
        {passed ? (
          <RiCheckboxCircleFill
            size={16}
            className={styles.passed}
            aria-hidden="true"
          />
        ) : (
          <RiCloseCircleFill
            size={16}
            className={styles.failed}
            aria-hidden="true"
          />
        )}
        <Text weight="bold" as="span">
          {t(`identity.hop.${hop.hop}`)}
        </Text>
        <Text as="span" variant="body-small" color="secondary">
          {t(`identity.outcome.${hop.outcome}`)} ·{' '}
          {formatDuration(hop.durationMs)}
        </Text>
      </Flex>
      <Text variant="body-small" color="secondary">
        {t(`identity.hopMeaning.${hop.hop}`)}
      </Text>
      {hop.principal && (
        <div>
          <code className={styles.principal}>{hop.principal}</code>
        </div>
      )}
      {hop.claims && Object.keys(hop.claims).length > 0 && (
        <details>
          <summary>{t('identity.claims')}</summary>
          <Pairs
            items={Object.entries(hop.claims).map(([name, value]) => [
              name,
              <code key={name}>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </code>,
            ])}
          />
        </details>
      )}
      {hop.error && <HopError error={hop.error} />}
    </li>
  );
}

function HopError(props: { error: NonNullable<Hop['error']> }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { code, message, explanation } = props.error;
  return (
    <div className={styles.error}>
      <Text weight="bold">{t('problem.google', { status: code })}</Text>
      <blockquote>{message}</blockquote>
      {explanation && <Text>{explanation}</Text>}
    </div>
  );
}
