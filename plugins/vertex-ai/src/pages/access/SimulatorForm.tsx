import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select, TextField } from '@backstage/ui';
import { actions } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import filterStyles from '../../components/RegistryFilters.module.css';
import { useEnvironments } from '../../hooks/useEnvironments';
import { vertexAiTranslationRef } from '../../translation';

export const simulatorFields = [
  'actor',
  'environment',
  'action',
  'request',
] as const;

type Values = Partial<
  Record<(typeof simulatorFields)[number], string | undefined>
>;

/** Who wants to do what where. About others only whoever audits the environment is answered. */
export function SimulatorForm(props: {
  values: Values;
  onAsk: (values: Values) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [draft, setDraft] = useState(props.values);
  const environments = useEnvironments().data ?? [];
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        props.onAsk({ ...draft, actor: draft.actor?.trim() });
      }}
    >
      <Flex direction="column" gap="3" align="start">
        <div className={filterStyles.root}>
          <Select
            label={t('filters.environment')}
            options={environments.map(({ name, title }) => ({
              id: name,
              label: title,
            }))}
            value={draft.environment ?? null}
            onChange={key =>
              setDraft({ ...draft, environment: String(key ?? '') })
            }
          />
          <Select
            label={t('accessReview.simulator.action')}
            options={actions.map(id => ({ id, label: t(`action.${id}`) }))}
            value={draft.action ?? null}
            onChange={key => setDraft({ ...draft, action: String(key ?? '') })}
          />
        </div>
        <TextField
          label={t('accessReview.simulator.actor')}
          description={t('accessReview.simulator.actorDescription')}
          value={draft.actor ?? ''}
          onChange={actor => setDraft({ ...draft, actor })}
          autoComplete="off"
          spellCheck="false"
        />
        <Button type="submit" isDisabled={!draft.environment || !draft.action}>
          {t('accessReview.simulator.ask')}
        </Button>
      </Flex>
    </form>
  );
}
