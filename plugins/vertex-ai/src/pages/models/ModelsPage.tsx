import { Route, Routes } from 'react-router-dom';
import { NotFoundPage } from '../../components/NotFoundPage';
import { ModelList } from './ModelList';
import { ModelPage } from './ModelPage';

/** The list of models, and below it the page of each. */
export function ModelsPage() {
  return (
    <Routes>
      <Route index element={<ModelList />} />
      <Route path=":environment/:location/:model" element={<ModelPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
