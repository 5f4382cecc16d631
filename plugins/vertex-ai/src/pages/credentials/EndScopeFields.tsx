import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import { OwnAccess } from '@backstage-vertex/plugin-vertex-ai-common';
import { useEndingWords } from '../../hooks/useEndingWords';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';
import { EndChoice, EndDraft } from './endChoices';

/** Key of the entry that means every environment; no name starts with a dash. */
const EVERYWHERE = '-everywhere';

/** What is ended: which kind, whose, and where. */
export function EndScopeFields(props: {
  choices: EndChoice[];
  choice: EndChoice;
  own?: OwnAccess;
  draft: EndDraft;
  onChoose: (choice: EndChoice) => void;
  onChange: (draft: EndDraft) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const labelOf = useChoiceLabel();
  const { choices, choice, draft, onChange } = props;
  return (
    <>
      <Select
        label={t('endings.what')}
        options={choices.map((one, index) => ({
          id: String(index),
          label: labelOf(one),
        }))}
        value={String(choices.indexOf(choice))}
        onChange={key => props.onChoose(choices[Number(key ?? 0)])}
      />
      {choice.kind === 'actor' && choice.actor === undefined && (
        <TextField
          label={t('endings.person')}
          description={t('endings.personAdvice')}
          value={draft.actor}
          onChange={actor => onChange({ ...draft, actor })}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      <Where {...props} />
    </>
  );
}

/** Only where there is a choice: one credential has its environment, everything has all. */
function Where(props: {
  choice: EndChoice;
  own?: OwnAccess;
  draft: EndDraft;
  onChange: (draft: EndDraft) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const environments = useEnvironments().data ?? [];
  const { choice, own, draft } = props;
  if (
    choice.kind === 'lease' ||
    choice.kind === 'everything' ||
    (choice.kind === 'actor' && choice.actor !== undefined)
  ) {
    return null;
  }
  const offered = environments.filter(
    ({ name }) => choice.kind === 'own' || own?.mayEndIn.includes(name),
  );
  const mayBeEverywhere =
    choice.kind === 'own' ||
    (choice.kind === 'actor' && own?.mayEndEverywhere === true);
  return (
    <Select
      label={t('endings.where')}
      options={[
        ...(mayBeEverywhere
          ? [{ id: EVERYWHERE, label: t('endings.everywhere') }]
          : []),
        ...offered.map(({ name, title }) => ({ id: name, label: title })),
      ]}
      value={draft.environment || (mayBeEverywhere ? EVERYWHERE : null)}
      onChange={key =>
        props.onChange({
          ...draft,
          environment: key === EVERYWHERE ? '' : String(key ?? ''),
        })
      }
    />
  );
}

function useChoiceLabel() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const wordsOf = useEndingWords();
  return (choice: EndChoice): string => {
    if (choice.kind === 'lease') {
      return wordsOf({ scope: 'lease', ...pick(choice.lease) });
    }
    return choice.kind === 'actor' && choice.actor !== undefined
      ? wordsOf({
          scope: 'actor',
          actor: choice.actor,
          environment: choice.environment,
        })
      : t(`endings.scope.${choice.kind}`);
  };
}

function pick({ actor, environment }: { actor: string; environment: string }) {
  return { actor, environment };
}
