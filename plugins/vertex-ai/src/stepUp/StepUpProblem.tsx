import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { ProblemPanel } from '../components/ProblemPanel';
import { vertexAiTranslationRef } from '../translation';
import { KeyFailure } from './keyFailure';

/** What went wrong: in the browser, with the key, or at the server. */
export function StepUpProblem(props: { error: Error }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { error } = props;
  if (!(error instanceof KeyFailure)) {
    return <ProblemPanel error={error} />;
  }
  return (
    <Alert
      icon
      role="alert"
      status="warning"
      title={t(`stepUp.failure.${error.kind}`)}
      description={t(`stepUp.failure.${error.kind}Advice`, {
        message: error.message,
      })}
    />
  );
}
