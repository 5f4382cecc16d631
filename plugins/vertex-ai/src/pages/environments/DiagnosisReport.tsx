import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Cell, CellText, Flex, Table } from '@backstage/ui';
import { Diagnosis } from '@backstage-vertex/plugin-vertex-ai-common';
import { CheckList } from '../../components/CheckList';
import { CorrelationId } from '../../components/CorrelationId';
import { Heading } from '../../components/Heading';
import { HopStep } from '../../components/HopStep';
import hopStyles from '../../components/HopStep.module.css';
import styles from '../../components/styles.module.css';
import { vertexAiTranslationRef } from '../../translation';

const tones = {
  passed: 'success',
  failed: 'danger',
  dryRun: 'info',
} as const;

/** What a look at the way to Google has found: the verdict, the hops, what is around them, and the permissions. */
export function DiagnosisReport(props: { diagnosis: Diagnosis }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { actor, role, outcome, hops, checks, correlationId } = props.diagnosis;
  return (
    <Flex direction="column" gap="4">
      <Alert
        icon
        status={tones[outcome]}
        title={t(`environments.outcome.${outcome}`)}
        description={
          role
            ? t('environments.examined', { actor, role })
            : t('environments.examinedWithoutRole', { actor })
        }
      />
      <Heading>{t('environments.hops')}</Heading>
      <ol className={hopStyles.root} aria-label={t('environments.hops')}>
        {hops.map(hop => (
          <HopStep key={hop.hop} hop={hop} />
        ))}
      </ol>
      <Heading>{t('environments.around')}</Heading>
      <CheckList
        checks={checks.map(check => ({
          ...check,
          title: t(`environments.check.${check.id}`),
        }))}
      />
      <NeededPermissions permissions={props.diagnosis.permissions} />
      <CorrelationId value={correlationId} />
    </Flex>
  );
}

function NeededPermissions(props: { permissions: Diagnosis['permissions'] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  if (props.permissions.length === 0) {
    return null;
  }
  return (
    <>
      <Heading>{t('environments.permissions')}</Heading>
      <Table
        className={styles.table}
        columnConfig={[
          {
            id: 'permission',
            label: t('environments.permission'),
            isRowHeader: true,
            cell: ({ permission }: Row) => (
              <Cell>
                <code className={styles.mono}>{permission}</code>
              </Cell>
            ),
          },
          {
            id: 'actions',
            label: t('environments.neededFor'),
            cell: ({ actions }: Row) => (
              <Cell>
                {actions.map(action => t(`action.${action}`)).join(', ')}
              </Cell>
            ),
          },
          {
            id: 'held',
            label: t('environments.held'),
            cell: ({ held }: Row) => (
              <CellText
                title={t(`environments.heldAnswer.${answerOf(held)}`)}
              />
            ),
          },
        ]}
        data={props.permissions.map(needed => ({
          ...needed,
          id: needed.permission,
        }))}
        pagination={{ type: 'none' }}
      />
    </>
  );
}

type Row = Diagnosis['permissions'][number];

function answerOf(held: boolean | undefined): 'yes' | 'no' | 'unknown' {
  if (held === undefined) {
    return 'unknown';
  }
  return held ? 'yes' : 'no';
}
