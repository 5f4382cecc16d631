import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { Pairs } from '../../components/Pairs';
import { Section } from '../../components/Section';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { useIssuer } from '../../hooks/useIssuer';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { IssuerKeys } from './IssuerKeys';
import { RotateButton } from './RotateButton';
import { Uploads } from './Uploads';

/** The issuer's public keys, how they get to Google, and for administrators how to replace them. */
export function IssuerPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const query = useIssuer();
  const [isReplaced, setReplaced] = useState(false);
  return (
    <PageFrame
      title={t('issuer.title')}
      description={t('issuer.description')}
      href={links.issuer()}
      actions={
        query.data?.mayRotate && (
          <RotateButton onRotated={() => setReplaced(true)} />
        )
      }
    >
      <div role="status">
        {isReplaced && (
          <Alert
            icon
            status="success"
            title={t('issuer.rotate.done')}
            description={t('issuer.rotate.doneAdvice')}
          />
        )}
      </div>
      <Loaded query={query} lines={8}>
        {issuer => (
          <>
            <Pairs
              items={[
                [
                  t('issuer.url'),
                  <code key="url" className={styles.inlineCode}>
                    {issuer.url}
                  </code>,
                ],
                [
                  t('issuer.nextRotation'),
                  <Timestamp key="next" at={issuer.nextRotationAt} absolute />,
                ],
              ]}
            />
            <Section title={t('issuer.keys')}>
              <IssuerKeys issuer={issuer} />
            </Section>
            <Section title={t('issuer.upload')}>
              <Uploads issuer={issuer} />
            </Section>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
