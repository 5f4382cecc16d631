import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { Loaded } from '../../components/Loaded';
import { NotFoundPage } from '../../components/NotFoundPage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { useSecurityKeys } from '../../hooks/useSecurityKeys';
import { RegisterKey } from '../../stepUp/RegisterKey';
import { useStepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';
import { KeyResets } from './KeyResets';
import { KeyTable } from './KeyTable';

/** One's own security keys, and nothing below. */
export function SecurityKeysPage() {
  return (
    <Routes>
      <Route index element={<Keys />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

function Keys() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const keys = useSecurityKeys();
  const stepUp = useStepUp();
  return (
    <PageFrame
      title={t('securityKeys.title')}
      description={t('securityKeys.description')}
    >
      <Section title={t('securityKeys.yours')}>
        <KeyTable query={keys} sign={stepUp.sign} />
      </Section>
      <Section title={t('securityKeys.register')}>
        <RegisterKey sign={stepUp.sign} />
      </Section>
      <Loaded query={keys} lines={2}>
        {({ administrator }) => (
          <KeyResets isAdministrator={administrator} sign={stepUp.sign} />
        )}
      </Loaded>
      {stepUp.dialog}
    </PageFrame>
  );
}
