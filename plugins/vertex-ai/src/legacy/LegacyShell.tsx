import { Header, HeaderTabs, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Navigate,
  Route,
  Routes,
  useNavigate,
  useParams,
} from 'react-router-dom';
import { AccessBanner } from '../components/AccessBanner';
import { NotFoundPage } from '../components/NotFoundPage';
import { areaIds, areaPath } from '../pages/areas';
import { AccessPage } from '../pages/access/AccessPage';
import { ApprovalsPage } from '../pages/approvals/ApprovalsPage';
import { CredentialsPage } from '../pages/credentials/CredentialsPage';
import { DeploymentsPage } from '../pages/deployments/DeploymentsPage';
import { EnvironmentsPage } from '../pages/environments/EnvironmentsPage';
import { EndpointsPage } from '../pages/endpoints/EndpointsPage';
import { ModelsPage } from '../pages/models/ModelsPage';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { SecurityKeysPage } from '../pages/securityKeys/SecurityKeysPage';
import { rootRouteRef } from '../routes';
import { vertexAiTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  body: {
    gridArea: 'pageContent',
    minWidth: 0,
    overflow: 'auto',
    background: theme.palette.background.default,
  },
}));

/** Header and tabs of the older system around the same pages. */
export function LegacyShell() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const classes = useStyles();
  const root = useRouteRef(rootRouteRef)();
  const navigate = useNavigate();
  const area = useParams()['*']?.split('/')[0];
  return (
    <Page themeId="tool">
      <Header title="Vertex AI" />
      <HeaderTabs
        tabs={areaIds.map(id => ({ id, label: t(`${id}.title`) }))}
        selectedIndex={Math.max(
          areaIds.findIndex(id => areaPath(id) === area),
          0,
        )}
        onChange={index => navigate(`${root}/${areaPath(areaIds[index])}`)}
      />
      <div className={classes.body}>
        <AccessBanner />
        <Routes>
          <Route index element={<Navigate to="overview" replace />} />
          <Route path="overview/*" element={<OverviewPage />} />
          <Route path="models/*" element={<ModelsPage />} />
          <Route path="endpoints/*" element={<EndpointsPage />} />
          <Route path="deployments/*" element={<DeploymentsPage />} />
          <Route path="approvals/*" element={<ApprovalsPage />} />
          <Route path="environments/*" element={<EnvironmentsPage />} />
          <Route path="credentials/*" element={<CredentialsPage />} />
          <Route path="security-keys/*" element={<SecurityKeysPage />} />
          <Route path="access/*" element={<AccessPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </div>
    </Page>
  );
}
