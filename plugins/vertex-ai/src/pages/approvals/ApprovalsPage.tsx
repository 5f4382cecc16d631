import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { ApprovalList } from './ApprovalList';
import { ApprovalPage } from './ApprovalPage';

/** What people decide on, and below it the page of each request. */
export function ApprovalsPage() {
  return (
    <Routes>
      <Route index element={<ApprovalList />} />
      <Route path=":deployment" element={<ApprovalPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
