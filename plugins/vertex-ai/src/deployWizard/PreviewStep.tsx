import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiRocket2Line } from '@remixicon/react';
import { useMemo } from 'react';
import { GuardedButton } from '../components/GuardedButton';
import { Loaded } from '../components/Loaded';
import { CheckList } from '../components/CheckList';
import { BreakGlass } from '../components/preview/BreakGlass';
import { DecisionNote } from '../components/preview/DecisionNote';
import { PreviewCode } from '../components/preview/PreviewCode';
import { Need, needsOf, readinessOf } from '../components/preview/readiness';
import { PreviewDiff } from '../components/preview/PreviewDiff';
import { ProblemPanel } from '../components/ProblemPanel';
import { Section } from '../components/Section';
import { usePreview } from '../hooks/usePreview';
import { Submission } from '../hooks/useSubmitDeployment';
import { Way } from '../hooks/way';
import { vertexAiTranslationRef } from '../translation';
import { Draft, requestOf } from './draft';
import { Tone } from '../components/Tone';

/** Shows what would happen, decided by the code that will carry it out, and then lets it happen. */
export function PreviewStep(props: {
  draft: Draft;
  submit: Submission;
  way: Way;
  onBack: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { submit } = props;
  const request = useMemo(() => requestOf(props.draft), [props.draft]);
  const preview = usePreview(request);
  const readiness = readinessOf(preview.current);
  // What the policy refuses is explained by the button itself, and while a preview is read it keeps the focus.
  const blocked =
    !preview.isPending && !readiness.ready && readiness.because !== 'decision';
  const error = submit.errorOf(request);
  const needs = needsOf(preview.query.data?.decision);

  return (
    <>
      <Loaded query={preview.query} lines={8}>
        {loaded => <PreviewSections preview={loaded} />}
      </Loaded>
      {error && <ProblemPanel error={error} />}
      {!readiness.ready && readiness.because === 'checks' && (
        <Tone tone="danger" role="status">
          {t('deploy.checksFailed')}
        </Tone>
      )}
      <Flex gap="2">
        <Button variant="secondary" onPress={props.onBack}>
          {t('common.back')}
        </Button>
        <GuardedButton
          action="deployment.create"
          allowNeeds
          decision={preview.query.data?.decision}
          iconStart={<RiRocket2Line />}
          isDisabled={blocked}
          isPending={submit.isPending || preview.isPending}
          onPress={() =>
            submit.send(request, { isSigned: needs.includes('stepUp') })
          }
        >
          {t(labelOf(props.way, { isAgain: Boolean(error), needs }))}
        </GuardedButton>
      </Flex>
      {props.way.kind === 'ordinary' && (
        <BreakGlass
          request={request}
          preview={preview.query.data}
          isDisabled={!readiness.ready}
        />
      )}
    </>
  );
}

/** What pressing leads to: with approvals still to come, nothing is deployed yet. */
function labelOf(
  way: Way,
  { isAgain, needs }: { isAgain: boolean; needs: Need[] },
) {
  if (way.kind === 'revision') {
    return 'revise.send';
  }
  if (needs.includes('approvals')) {
    return 'preview.askApproval';
  }
  return isAgain ? 'deploy.again' : 'deploy.submit';
}

function PreviewSections(props: { preview: Preview }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { preview } = props;
  return (
    <>
      <DecisionNote
        action="deployment.create"
        decision={preview.decision}
        request={preview.request}
      />
      <Section title={t('preview.checks')}>
        <CheckList checks={preview.checks} />
      </Section>
      <Section title={t('preview.diff')}>
        <PreviewDiff preview={preview} />
      </Section>
      <Section title={t('preview.code')}>
        <PreviewCode preview={preview} />
      </Section>
    </>
  );
}
