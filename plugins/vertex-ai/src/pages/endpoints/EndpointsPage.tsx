import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { EndpointList } from './EndpointList';
import { EndpointPage } from './EndpointPage';

/** The list of endpoints, and below it the page of each. */
export function EndpointsPage() {
  return (
    <Routes>
      <Route index element={<EndpointList />} />
      <Route
        path=":environment/:location/:endpoint"
        element={<EndpointPage />}
      />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
