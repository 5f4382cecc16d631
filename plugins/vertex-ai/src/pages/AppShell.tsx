import { useRouteRef } from '@backstage/core-plugin-api';
import {
  BreadcrumbEntry,
  IconElement,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useCallback, useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { AccessBanner } from '../components/AccessBanner';
import { NotFoundPage } from '../components/NotFoundPage';
import { rootRouteRef } from '../routes';
import { vertexAiTranslationRef } from '../translation';
import { areaIds, areaTitles } from './areas';

/** What is under one tab. */
export interface Area {
  path: string;
  title: string;
  icon?: IconElement;
  element: JSX.Element;
}

export interface AppShellProps {
  title: string;
  icon: IconElement;
  areas: Area[];
}

/**
 * Header and tabs of the new frontend system around the pages.
 *
 * The system's own has tabs in one language only, and shows nothing at all at an address that leads nowhere.
 */
export function AppShell(props: AppShellProps) {
  const { title, icon, areas } = props;
  const root = useRouteRef(rootRouteRef)();
  const actions = useApi(pluginHeaderActionsApiRef);
  const titleOf = useAreaTitle();
  // Kept while only the address changes: the system makes the layout anew whenever it is rendered, and with it all that is inside.
  return useMemo(
    () => (
      <PageLayout
        title={title}
        icon={icon}
        titleLink={root}
        headerActions={actions.getPluginHeaderActions('vertex-ai')}
        tabs={areas.map(area => ({
          id: area.path,
          label: titleOf(area),
          icon: area.icon,
          href: area.path,
        }))}
      >
        <AccessBanner />
        <AreaRoutes areas={areas} />
      </PageLayout>
    ),
    [title, icon, areas, root, actions, titleOf],
  );
}

function AreaRoutes(props: { areas: Area[] }) {
  const titleOf = useAreaTitle();
  return (
    <Routes>
      <Route index element={<Navigate to={props.areas[0].path} replace />} />
      {props.areas.map(area => (
        <Route
          key={area.path}
          path={`${area.path}/*`}
          element={
            <BreadcrumbEntry entry={{ label: titleOf(area), href: area.path }}>
              {area.element}
            </BreadcrumbEntry>
          }
        />
      ))}
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** Our own titles in the language of the app; one from the app's configuration or of another plugin's tab as it is. */
function useAreaTitle() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return useCallback(
    ({ title }: Area) => {
      const own = areaIds.find(id => areaTitles[id] === title);
      return own ? t(`${own}.title`) : title;
    },
    [t],
  );
}
