import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { AccessMatrix } from './AccessMatrix';
import { AccessSimulator } from './AccessSimulator';

/** Who has access, and below it why somebody can or cannot. */
export function AccessPage() {
  return (
    <Routes>
      <Route index element={<AccessMatrix />} />
      <Route path="why" element={<AccessSimulator />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
