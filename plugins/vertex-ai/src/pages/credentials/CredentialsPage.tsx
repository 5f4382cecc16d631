import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { PageFrame } from '../../components/PageFrame';
import { useOwnAccess } from '../../hooks/useOwnAccess';
import { vertexAiTranslationRef } from '../../translation';
import { CheckOutButton } from './CheckOutButton';
import { EndAccessButton } from './EndAccessButton';
import { EndingDialog } from './EndingDialog';
import { Endings } from './Endings';
import { LeaseList } from './LeaseList';

/** Credentials and endings, and nothing below. */
export function CredentialsPage() {
  return (
    <Routes>
      <Route index element={<Credentials />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** Which credentials are out, how to take one out, and how to end them. */
function Credentials() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const own = useOwnAccess().data;
  const mayEnd = (own?.mayEndIn.length ?? 0) > 0;
  const [shown, setShown] = useState<string>();
  return (
    <PageFrame
      title={t('credentials.title')}
      description={t('credentials.description')}
      actions={
        <Flex gap="2">
          <EndAccessButton own={own} onEnded={setShown} />
          <CheckOutButton />
        </Flex>
      }
    >
      {mayEnd && <Endings onShow={setShown} />}
      <LeaseList mayEnd={mayEnd} onEnded={setShown} />
      {shown && (
        <EndingDialog ending={shown} onClose={() => setShown(undefined)} />
      )}
    </PageFrame>
  );
}
