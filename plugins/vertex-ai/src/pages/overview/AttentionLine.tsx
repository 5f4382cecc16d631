import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiErrorWarningFill,
  RiMoneyDollarCircleLine,
  RiUserSearchLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import { Timestamp } from '../../components/Timestamp';
import { useDeploymentTitle } from '../../hooks/useDeploymentTitle';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { AttentionItem } from './attention';
import styles from './Attention.module.css';

/** One thing that needs a look, with the way to it. */
export function AttentionLine(props: { item: AttentionItem }) {
  const { item } = props;
  switch (item.kind) {
    case 'approvals':
      return <ApprovalsLine {...item} />;
    case 'failed':
      return <FailedLine {...item} />;
    case 'source':
      return <SourceLine {...item} />;
    default:
      return <IdleLine {...item} />;
  }
}

type Of<K extends AttentionItem['kind']> = Extract<AttentionItem, { kind: K }>;

function Line(props: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <div>{props.children}</div>
    </div>
  );
}

function ApprovalsLine({ count, isMore }: Of<'approvals'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return (
    <Line icon={<RiUserSearchLine size={18} className={styles.warning} />}>
      <Link href={links.approvals()}>
        {isMore
          ? t('overview.moreApprovals', { shown: String(count) })
          : t('overview.approvals', { count })}
      </Link>
    </Line>
  );
}

function FailedLine({ deployment }: Of<'failed'>) {
  const links = useLinks();
  const titleOf = useDeploymentTitle();
  return (
    <Line icon={<RiErrorWarningFill size={18} className={styles.negative} />}>
      <Link href={links.deployment({ deployment: deployment.id })}>
        {titleOf(deployment)}
      </Link>{' '}
      <Text as="span" color="secondary">
        · {deployment.environment} · <Timestamp at={deployment.updatedAt} />
      </Text>
      <Text as="p">{deployment.message}</Text>
    </Line>
  );
}

function SourceLine({ source }: Of<'source'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Line icon={<RiCloudOffLine size={18} className={styles.warning} />}>
      <Text as="p" weight="bold">
        {t('overview.sourceBroken', {
          environment: source.environment,
          location: source.location,
        })}
      </Text>
      <Text as="p">
        {source.problem!.google?.message ?? source.problem!.detail}
      </Text>
    </Line>
  );
}

function IdleLine({ endpoint, deployedModel }: Of<'idle'>) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return (
    <Line
      icon={<RiMoneyDollarCircleLine size={18} className={styles.warning} />}
    >
      <Link
        href={links.endpoint({
          environment: endpoint.environment,
          location: endpoint.location,
          endpoint: endpoint.id,
        })}
      >
        {endpoint.displayName}
      </Link>{' '}
      <Text as="span" color="secondary">
        · {endpoint.environment}
      </Text>
      <Text as="p">
        {t('overview.idle', {
          model: `${deployedModel.displayName} v${deployedModel.modelVersionId}`,
        })}
      </Text>
    </Line>
  );
}
