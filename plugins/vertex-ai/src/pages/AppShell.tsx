import { useRouteRef } from '@backstage/core-plugin-api';
import {
  BreadcrumbEntry,
  IconElement,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Navigate, Route, Routes } from 'react-router-dom';
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
  const root = useRouteRef(rootRouteRef)();
  const actions = useApi(pluginHeaderActionsApiRef);
  const titleOf = useAreaTitle();
  const { title, icon, areas } = props;
  return (
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
      <Routes>
        <Route index element={<Navigate to={areas[0].path} replace />} />
        {areas.map(area => (
          <Route
            key={area.path}
            path={`${area.path}/*`}
            element={
              <BreadcrumbEntry
                entry={{ label: titleOf(area), href: area.path }}
              >
                {area.element}
              </BreadcrumbEntry>
            }
          />
        ))}
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </PageLayout>
  );
}

/** Our own titles in the language of the app; one from the app's configuration or of another plugin's tab as it is. */
function useAreaTitle() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return ({ title }: Area) => {
    const own = areaIds.find(id => areaTitles[id] === title);
    return own ? t(`${own}.title`) : title;
  };
}
