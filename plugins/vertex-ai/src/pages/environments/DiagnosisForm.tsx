import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select, Text, TextField } from '@backstage/ui';
import {
  DiagnosisRequest,
  Environment,
  Role,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { Heading } from '../../components/Heading';
import styles from '../../components/styles.module.css';
import { vertexAiTranslationRef } from '../../translation';

/** Key of the entry that leaves the role to the server; no role starts with a dash. */
const WIDEST = '-widest';

/** Whose way is looked at, in which role. Another person only for whoever may read the log. */
export function DiagnosisForm(props: {
  environment: Environment;
  isPending: boolean;
  onExamine: (request: DiagnosisRequest) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment } = props;
  const [role, setRole] = useState(WIDEST);
  const [person, setPerson] = useState('');
  const mayLookAtOthers =
    environment.access['audit.read'].outcome === 'allowed';
  const offered = mayLookAtOthers ? roles : environment.roles;
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        props.onExamine({
          role: role === WIDEST ? undefined : (role as Role),
          actor: person.trim() || undefined,
        });
      }}
    >
      <Flex direction="column" gap="3" align="start">
        <Heading>{t('environments.examine')}</Heading>
        <Text color="secondary">{t('environments.examineAdvice')}</Text>
        <Flex gap="3" align="end" className={styles.wrap}>
          <Select
            label={t('environments.role')}
            options={[
              { id: WIDEST, label: t('environments.widestRole') },
              ...offered.map(id => ({ id, label: id })),
            ]}
            value={role}
            onChange={key => setRole(String(key ?? WIDEST))}
          />
          <Button type="submit" isPending={props.isPending}>
            {t('environments.button')}
          </Button>
        </Flex>
        {mayLookAtOthers && (
          <TextField
            label={t('environments.person')}
            description={t('environments.personDescription')}
            value={person}
            onChange={setPerson}
            autoComplete="off"
            spellCheck="false"
          />
        )}
      </Flex>
    </form>
  );
}
