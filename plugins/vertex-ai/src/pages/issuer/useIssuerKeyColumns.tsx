import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig, Flex } from '@backstage/ui';
import {
  IssuerKey,
  IssuerView,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CopyButton } from '../../components/CopyButton';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { Tone } from '../../components/Tone';
import { vertexAiTranslationRef } from '../../translation';
import { signsUntil } from './signsUntil';

/** A key as the table takes it. */
export interface IssuerRow {
  id: string;
  key: IssuerKey;
}

/** Columns of the issuer's keys: which, how it stands, and when it signs. */
export function useIssuerKeyColumns({
  keys,
  nextRotationAt,
}: IssuerView): ColumnConfig<IssuerRow>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const time = (at: string | undefined) => (
    <Cell>{at === undefined ? '–' : <Timestamp at={at} absolute />}</Cell>
  );
  return [
    {
      id: 'kid',
      label: t('issuer.kid'),
      isRowHeader: true,
      cell: ({ key: { kid } }) => (
        <Cell>
          <Flex align="center" gap="1">
            <code className={styles.mono}>{kid}</code>
            <CopyButton text={kid} what={`${t('issuer.kid')} ${kid}`} />
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('issuer.state'),
      cell: ({ key: { state } }) => (
        <Cell>
          <Tone tone={state === 'withdrawn' ? 'warning' : 'plain'}>
            {t(`issuer.stateName.${state}`)}
          </Tone>
        </Cell>
      ),
    },
    {
      id: 'from',
      label: t('issuer.signsFrom'),
      cell: ({ key }) => time(key.signsFrom),
    },
    {
      id: 'until',
      label: t('issuer.signsUntil'),
      cell: ({ key }) => time(signsUntil(key, keys, nextRotationAt)),
    },
    {
      id: 'signer',
      label: t('issuer.signer'),
      cell: ({ key: { signer } }) => (
        <Cell>
          {signer === 'database' ? t('issuer.signerName.database') : signer}
        </Cell>
      ),
    },
  ];
}
