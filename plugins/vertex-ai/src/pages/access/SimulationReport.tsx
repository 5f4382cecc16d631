import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import {
  GuardrailResult,
  RoleResult,
  Simulation,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { DecisionNote } from '../../components/preview/DecisionNote';
import { Section } from '../../components/Section';
import styles from '../../components/styles.module.css';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { vertexAiTranslationRef } from '../../translation';
import { AskedRule, RuleList } from './RuleList';
import { useRuleText } from './useRuleText';

/** The decision, and what came of every rule that was asked for it. */
export function SimulationReport(props: { simulation: Simulation }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { simulation } = props;
  const { explanation, action } = simulation;
  return (
    <div role="status">
      <Flex direction="column" gap="5">
        <DecisionNote action={action} decision={explanation.decision} />
        <ClaimsNote simulation={simulation} />
        <Section title={t('accessReview.simulator.asked', simulation)}>
          <Surroundings simulation={simulation} />
        </Section>
        <Section title={t('accessReview.roles')}>
          <Roles roles={explanation.roles} />
        </Section>
        {explanation.models.length > 0 && (
          <Section title={t('accessReview.models')}>
            <Models simulation={simulation} />
          </Section>
        )}
        <Section title={t('accessReview.guardrails')}>
          <Guardrails guardrails={explanation.guardrails} />
        </Section>
        <Section title={t('accessReview.requirements')}>
          <Requirements simulation={simulation} />
        </Section>
      </Flex>
    </div>
  );
}

/** The claims of another person are nobody's to read: without this, what a rule asks of them would look like a refusal. */
function ClaimsNote({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { permission, explanation, actor } = simulation;
  const isOther = permission.granted === undefined;
  const hangsOnClaims = explanation.roles.some(({ rules }) =>
    rules.some(({ unmet }) => !unmet.member && unmet.claims.length > 0),
  );
  return isOther && hangsOnClaims ? (
    <Alert
      icon
      status="info"
      title={t('accessReview.claimsOfOthers')}
      description={t('accessReview.claimsOfOthersAdvice', { actor })}
    />
  ) : null;
}

function Surroundings(props: { simulation: Simulation }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { permission, explanation } = props.simulation;
  const { location } = explanation;
  const answer = permissionAnswer(permission.granted);
  const listed = location?.listed ? 'listed' : 'unlisted';
  return (
    <RuleList
      rules={[
        {
          id: 'permission',
          title: t('accessReview.permission.title'),
          tone: answer === 'granted' ? 'pass' : toneOfUnknown(answer),
          outcome: t(`accessReview.outcome.${answer}`),
          message: t(`accessReview.permission.${answer}`, {
            permission: permission.name,
          }),
        },
        ...(location
          ? [
              {
                id: 'location',
                title: t('accessReview.location.title'),
                tone: location.listed ? ('pass' as const) : ('fail' as const),
                message: t(`accessReview.location.${listed}`, location),
              },
            ]
          : []),
      ]}
    />
  );
}

function permissionAnswer(granted: boolean | undefined) {
  if (granted === undefined) {
    return 'unknown';
  }
  return granted ? 'granted' : 'refused';
}

function toneOfUnknown(answer: 'refused' | 'unknown'): AskedRule['tone'] {
  return answer === 'refused' ? 'fail' : 'unknown';
}

/** Every rule of every role; a role without one is told too. */
function Roles(props: { roles: RoleResult[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const ruleText = useRuleText();
  const rules = props.roles.flatMap(({ role, rules: all }): AskedRule[] =>
    all.length === 0
      ? [
          {
            id: role,
            title: role,
            tone: 'fail' as const,
            message: t('accessReview.noRules', { role }),
          },
        ]
      : all.map(rule => ({
          id: `${role}/${rule.rule}`,
          title: t('accessReview.rule', { role, rule: rule.rule }),
          tone: rule.matched ? ('pass' as const) : ('fail' as const),
          outcome: t(
            `accessReview.outcome.${rule.matched ? 'matched' : 'unmatched'}`,
          ),
          message: ruleText(rule),
        })),
  );
  return rules.length === 0 ? (
    <Text color="secondary">{t('accessReview.emptyAdvice')}</Text>
  ) : (
    <RuleList rules={rules} />
  );
}

function Models(props: { simulation: Simulation }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Flex direction="column" gap="4">
      {props.simulation.explanation.models.map(
        ({ modelRule, model, roles }, index) => (
          // eslint-disable-next-line react/no-array-index-key -- one rule may be about several models that nobody knows
          <div key={index}>
            <Text as="p" className={styles.line} weight="bold">
              {t('accessReview.modelRule', {
                modelRule,
                model: model ?? t('accessReview.anyModel'),
              })}
            </Text>
            <Roles roles={roles} />
          </div>
        ),
      )}
    </Flex>
  );
}

const guardrailTones = {
  satisfied: 'pass',
  violated: 'fail',
  unevaluable: 'fail',
  unasked: 'unknown',
} as const;

function Guardrails(props: { guardrails: GuardrailResult[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return props.guardrails.length === 0 ? (
    <Text color="secondary">{t('accessReview.noGuardrails')}</Text>
  ) : (
    <RuleList
      rules={props.guardrails.map(one => ({
        id: one.guardrail,
        title: one.guardrail,
        tone: guardrailTones[one.outcome],
        outcome: t(`accessReview.outcome.${one.outcome}`),
        message: [
          one.message,
          one.why,
          one.mode === 'observe' && t('accessReview.observedOnly'),
        ]
          .filter(Boolean)
          .join(' '),
        code: one.expression,
      }))}
    />
  );
}

function Requirements(props: { simulation: Simulation }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explainRequirement } = useExplainDecision();
  const { requirements } = props.simulation.explanation;
  return requirements.length === 0 ? (
    <Text color="secondary">{t('accessReview.noRequirements')}</Text>
  ) : (
    <ul className={styles.plainList}>
      {requirements.map(requirement => (
        <li key={requirement.kind}>{explainRequirement(requirement)}</li>
      ))}
    </ul>
  );
}
