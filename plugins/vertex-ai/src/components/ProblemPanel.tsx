import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import { hopNames, Problem } from '@backstage-vertex/plugin-vertex-ai-common';
import { GoogleSignInButton } from '../google/GoogleSignInButton';
import { vertexAiTranslationRef } from '../translation';
import { classifyError } from './classifyError';
import { CorrelationId } from './CorrelationId';
import styles from './ProblemPanel.module.css';

export interface ProblemPanelProps {
  error: unknown;
  /** Tries again; leave it out where that could not help. */
  onRetry?: () => void;
  /** Where such things are listed; offered when this one is not there. */
  list?: { href: string; title: string };
}

/** A refused or failed answer: what happened, in Google's words where it was Google, and what to do now. */
export function ProblemPanel(props: ProblemPanelProps) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { kind, refused, problem } = classifyError(props.error);
  return (
    <Alert
      role="alert"
      icon
      status={refused ? 'warning' : 'danger'}
      title={t(`problem.title.${kind}`)}
      description={
        <Flex direction="column" gap="2">
          {problem && <ProblemDetail problem={problem} />}
          <Text>
            {t(`problem.advice.${kind}`)}{' '}
            {props.list && kind === 'not_found' && (
              <Link href={props.list.href}>{props.list.title}</Link>
            )}
          </Text>
          {problem?.correlationId && (
            <CorrelationId value={problem.correlationId} />
          )}
        </Flex>
      }
      customActions={
        kind === 'google_sign_in_required' ? (
          <GoogleSignInButton />
        ) : (
          props.onRetry && (
            <Button variant="secondary" onPress={props.onRetry}>
              {t('common.retry')}
            </Button>
          )
        )
      }
    />
  );
}

function ProblemDetail(props: { problem: Problem }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { detail, errors, google, hop } = props.problem;
  const nameOf = (name: string) => {
    const known = hopNames.find(hopName => hopName === name);
    return known ? t(`identity.hop.${known}`) : name;
  };
  return (
    <>
      <Text>{detail}</Text>
      {errors && errors.length > 0 && (
        <ul className={styles.errors}>
          {errors.map(error => (
            <li key={`${error.path} ${error.message}`}>
              <code>{error.path}</code>: {error.message}
            </li>
          ))}
        </ul>
      )}
      {hop && <Text>{t('problem.hop', { hop: nameOf(hop) })}</Text>}
      {google && (
        <figure className={styles.google}>
          <figcaption>
            {t('problem.google', {
              status: [google.status, google.reason].filter(Boolean).join(', '),
            })}
          </figcaption>
          <blockquote>{google.message}</blockquote>
        </figure>
      )}
    </>
  );
}
