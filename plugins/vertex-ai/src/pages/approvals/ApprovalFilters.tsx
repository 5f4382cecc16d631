import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Switch } from '@backstage/ui';
import { ChoiceFilter } from '../../components/ChoiceFilter';
import styles from '../../components/RegistryFilters.module.css';
import { useEnvironments } from '../../hooks/useEnvironments';
import { useIdentity } from '../../hooks/useIdentity';
import { vertexAiTranslationRef } from '../../translation';

export const filterNames = ['show', 'environment', 'requestedBy'] as const;

/** Besides what waits for the caller, which no filter means. */
const lists = ['open', 'decided', 'openReviews', 'reviews'] as const;

type Values = Partial<Record<(typeof filterNames)[number], string>>;

/** Which requests are listed. What oneself has asked for never waits for oneself. */
export function ApprovalFilters(props: {
  values: Values;
  onChange: (changes: Values) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, onChange } = props;
  const environments = useEnvironments().data ?? [];
  const me = useIdentity();
  const isMine = me !== undefined && values.requestedBy === me;
  return (
    <div className={styles.root} role="search">
      <ChoiceFilter
        label={t('approvals.show')}
        allLabel={t('approvals.shown.waitingForMe')}
        value={values.show}
        options={lists.map(id => ({ id, label: t(`approvals.shown.${id}`) }))}
        onChange={show =>
          onChange({
            show,
            requestedBy: show === undefined ? undefined : values.requestedBy,
          })
        }
      />
      <ChoiceFilter
        label={t('filters.environment')}
        value={values.environment}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={environment => onChange({ environment })}
      />
      {values.requestedBy && me && !isMine && (
        <ChoiceFilter
          label={t('deployments.requestedBy')}
          value={values.requestedBy}
          options={[]}
          onChange={requestedBy => onChange({ requestedBy })}
        />
      )}
      <Switch
        label={t('deployments.mine')}
        isDisabled={!me}
        isSelected={isMine}
        onChange={mine =>
          onChange(
            mine
              ? { show: values.show ?? 'open', requestedBy: me }
              : { requestedBy: undefined },
          )
        }
      />
    </div>
  );
}
