import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { DeployWizard } from '../../deployWizard/DeployWizard';
import { DeploymentList } from './DeploymentList';
import { DeploymentPage } from './DeploymentPage';

/** The history of deployments, below it the page of each, and the wizard that makes a new one. */
export function DeploymentsPage() {
  return (
    <Routes>
      <Route index element={<DeploymentList />} />
      <Route path="new" element={<DeployWizard />} />
      <Route path=":deployment" element={<DeploymentPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
