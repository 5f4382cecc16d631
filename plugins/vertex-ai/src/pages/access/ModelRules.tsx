import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { ModelRuleView } from '@backstage-vertex/plugin-vertex-ai-common';
import styles from '../../components/styles.module.css';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** The rules for single models: without them, what the table says of a role would be too much. */
export function ModelRules(props: { rules: ModelRuleView[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const textOf = useModelRuleText();
  return props.rules.length === 0 ? null : (
    <Alert
      icon
      status="info"
      title={t('accessReview.narrowed')}
      description={
        <>
          {t('accessReview.narrowedAdvice')}
          <ul className={styles.points}>
            {props.rules.map(rule => (
              <li key={`${rule.environment}/${rule.name}`}>{textOf(rule)}</li>
            ))}
          </ul>
        </>
      }
    />
  );
}

function useModelRuleText() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const all = new Intl.ListFormat(language, { type: 'conjunction' });
  return ({ environment, name, match, roles }: ModelRuleView): string => {
    const parts = [
      ...(match.namePattern === undefined
        ? []
        : [t('accessReview.matchName', { pattern: match.namePattern })]),
      ...Object.entries(match.labels).map(([label, value]) =>
        t('accessReview.matchLabel', { label, value }),
      ),
    ];
    return t('accessReview.narrowedRule', {
      name,
      environment,
      match: all.format(parts),
      roles: all.format(roles),
    });
  };
}
