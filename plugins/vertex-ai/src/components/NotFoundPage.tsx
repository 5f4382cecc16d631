import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { rootRouteRef } from '../routes';
import { vertexAiTranslationRef } from '../translation';
import { EmptyState } from './EmptyState';
import { PageFrame } from './PageFrame';

/** An address below the plugin's own that leads nowhere, with the way back. */
export function NotFoundPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const { pathname } = useLocation();
  return (
    <PageFrame title={t('notFound.title')}>
      <EmptyState
        title={t('notFound.nothingAt', { path: pathname })}
        action={<Link href={root}>{t('notFound.toOverview')}</Link>}
      >
        {t('notFound.advice')}
      </EmptyState>
    </PageFrame>
  );
}
