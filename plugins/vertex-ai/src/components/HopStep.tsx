import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  DiagnosedHop,
  Hop,
  HopName,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  RemixiconComponentType,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import { useLanguage } from '../hooks/useLanguage';
import { vertexAiTranslationRef } from '../translation';
import { formatDuration } from './formatTime';
import styles from './HopStep.module.css';
import { Pairs } from './Pairs';

const icons: Record<DiagnosedHop['outcome'], RemixiconComponentType> = {
  passed: RiCheckboxCircleFill,
  failed: RiCloseCircleFill,
  skipped: RiIndeterminateCircleLine,
};

/** What fails there fails in Google's words. */
const atGoogle: HopName[] = ['sts', 'impersonation'];

/** One hop of a walk from a person to a Google credential: a line of a list. */
export function HopStep(props: { hop: DiagnosedHop }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const { hop } = props;
  const Icon = icons[hop.outcome];
  return (
    <li className={styles.hop} data-outcome={hop.outcome}>
      <Flex align="center" gap="2">
        <Icon size={16} className={styles[hop.outcome]} aria-hidden="true" />
        <Text weight="bold" as="span">
          {t(`identity.hop.${hop.hop}`)}
        </Text>
        <Text as="span" variant="body-small" color="secondary">
          {t(`identity.outcome.${hop.outcome}`)}
          {hop.outcome !== 'skipped' &&
            ` · ${formatDuration(hop.durationMs, language)}`}
        </Text>
      </Flex>
      <Text variant="body-small" color="secondary">
        {t(`identity.hopMeaning.${hop.hop}`)}
      </Text>
      {hop.outcome !== 'skipped' && <WhatWasMet hop={hop} />}
    </li>
  );
}

function WhatWasMet(props: { hop: Hop }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { hop } = props;
  return (
    <>
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
      {hop.error && <HopError hop={hop.hop} error={hop.error} />}
    </>
  );
}

function HopError(props: { hop: HopName; error: NonNullable<Hop['error']> }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { code, message, explanation } = props.error;
  return (
    <div className={styles.error}>
      {atGoogle.includes(props.hop) && (
        <Text weight="bold">{t('problem.google', { status: code })}</Text>
      )}
      <blockquote>{message}</blockquote>
      {explanation && <Text>{explanation}</Text>}
    </div>
  );
}
