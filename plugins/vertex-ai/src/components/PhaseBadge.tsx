import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Phase } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  RiArrowGoBackLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbidFill,
  RiHourglassFill,
  RiLoader4Line,
  RiStopCircleFill,
  RiTimeLine,
  RiUserSearchLine,
  RemixiconComponentType,
} from '@remixicon/react';

import { vertexAiTranslationRef } from '../translation';
import styles from './PhaseBadge.module.css';

type Look = [icon: RemixiconComponentType, className: string];

const running: Look = [RiLoader4Line, styles.running];

const looks: Record<Phase, Look> = {
  awaitingApproval: [RiUserSearchLine, styles.warning],
  queued: [RiTimeLine, styles.quiet],
  preparing: running,
  deploying: running,
  rollingOut: running,
  rollingBack: [RiArrowGoBackLine, styles.warning],
  succeeded: [RiCheckboxCircleFill, styles.success],
  failed: [RiCloseCircleFill, styles.danger],
  cancelled: [RiStopCircleFill, styles.quiet],
  rejected: [RiForbidFill, styles.danger],
  expired: [RiHourglassFill, styles.quiet],
};

/** The phase of a deployment, in a word, a shape and a colour. */
export function PhaseBadge(props: { phase: Phase }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [Icon, className] = looks[props.phase];
  return (
    <span className={`${styles.root} ${className}`}>
      <Icon size={16} aria-hidden="true" />
      {t(`phase.${props.phase}`)}
    </span>
  );
}
