import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Switch, Text, TextField } from '@backstage/ui';
import {
  CheckoutRole,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Tone } from '../../components/Tone';
import { vertexAiTranslationRef } from '../../translation';
import { rolesToCheckOut } from './CheckOutButton';
import { CheckOutDraft, draftFor, longestMinutes } from './checkOutDraft';

/** From where, as what, for how long and what for. */
export function CheckOutFields(props: {
  environments: Environment[];
  draft: CheckOutDraft;
  onChange: (draft: CheckOutDraft) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environments, draft, onChange } = props;
  const { environment } = draft;
  const change = (part: Partial<CheckOutDraft>) =>
    onChange({ ...draft, ...part });
  return (
    <>
      <Select
        label={t('credentials.environment')}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        value={environment.name}
        onChange={key =>
          onChange({
            ...draftFor(environments.find(({ name }) => name === key)!),
            reason: draft.reason,
          })
        }
      />
      <Select
        label={t('credentials.chosenRole')}
        options={rolesToCheckOut(environment).map(id => ({ id, label: id }))}
        value={draft.role}
        onChange={key => change({ role: key as CheckoutRole })}
      />
      <Life draft={draft} onChange={change} />
      <TextField
        label={t('credentials.reason')}
        description={t('credentials.reasonAdvice')}
        maxLength={1000}
        value={draft.reason}
        onChange={reason => change({ reason })}
      />
      {environment.access['credential.checkout'].outcome === 'needs' && (
        <Tone tone="warning">{t('credentials.signFirst')}</Tone>
      )}
    </>
  );
}

/** One token, or one that renews itself, and for how long. */
function Life(props: {
  draft: CheckOutDraft;
  onChange: (part: Partial<CheckOutDraft>) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { draft, onChange: change } = props;
  return (
    <>
      <Switch
        label={t('credentials.renewableChoice')}
        isSelected={draft.renewable}
        onChange={renewable =>
          change({
            renewable,
            minutes: String(longestMinutes({ ...draft, renewable })),
          })
        }
      />
      <Text variant="body-small" color="secondary">
        {t('credentials.renewableAdvice')}
      </Text>
      <TextField
        label={t('credentials.lifetime')}
        description={t('credentials.lifetimeAdvice', {
          max: String(longestMinutes(draft)),
          token: String(draft.environment.checkout!.tokenMinutes),
        })}
        inputMode="numeric"
        value={draft.minutes}
        onChange={minutes => change({ minutes })}
      />
    </>
  );
}
