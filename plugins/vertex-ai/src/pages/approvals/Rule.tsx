import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  ApprovalDetail,
  Requirement,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { Pairs } from '../../components/Pairs';
import { Timestamp } from '../../components/Timestamp';
import { useLanguage } from '../../hooks/useLanguage';
import styles from '../../components/styles.module.css';
import { vertexAiTranslationRef } from '../../translation';
import { useApprovalCount } from './useApprovalCount';

/** Who has to agree, how, until when, and how far that is. */
export function Rule(props: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const countOf = useApprovalCount();
  const { approval } = props;
  const { requirement, approvers, deployment } = approval;
  if (requirement?.kind !== 'approvals') {
    return <Text color="secondary">{t('approvals.noRule')}</Text>;
  }
  return (
    <Pairs
      items={[
        [t('approvals.votes'), countOf(approval)],
        [t('approvals.whoDecides'), <Who requirement={requirement} />],
        [t('approvals.approvedBy'), <Approvers approvers={approvers} />],
        [
          t('approvals.signature'),
          requirement.stepUp && <Signature {...requirement.stepUp} />,
        ],
        [
          t('deployments.reason'),
          requirement.reason && t('approvals.reasonNeeded'),
        ],
        [
          t('approvals.expires'),
          deployment.approvalExpiresAt && (
            <Timestamp at={deployment.approvalExpiresAt} absolute />
          ),
        ],
      ]}
    />
  );
}

function Who(props: {
  requirement: Extract<Requirement, { kind: 'approvals' }>;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { count, from, allGroups } = props.requirement;
  const list = new Intl.ListFormat(useLanguage(), {
    type: allGroups ? 'conjunction' : 'disjunction',
  });
  const groups = list.format(from);
  return (
    <>
      {allGroups
        ? t('approvals.whoDecidesAll', { count, groups })
        : t('approvals.ruleCount', { count, groups })}
    </>
  );
}

function Approvers(props: { approvers: string[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  if (props.approvers.length === 0) {
    return <>{t('approvals.nobodyYet')}</>;
  }
  return (
    <Flex gap="2" className={styles.wrap}>
      {props.approvers.map(approver => (
        <ActorName key={approver} actor={approver} />
      ))}
    </Flex>
  );
}

function Signature(props: { maxAgeSeconds: number; hardware: boolean }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const minutes = String(Math.ceil(props.maxAgeSeconds / 60));
  return (
    <>
      {t(
        props.hardware
          ? 'approvals.signatureHardware'
          : 'approvals.signatureAny',
        { minutes },
      )}
    </>
  );
}
