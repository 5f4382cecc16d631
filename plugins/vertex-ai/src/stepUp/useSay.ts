import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { vertexAiTranslationRef } from '../translation';
import { Say } from './sentences';

/** Whether somebody is about to sign an intent, or reads what somebody else has asked for. */
export type Voice = 'signing' | 'reading';

const asked = ['deploy', 'undeploy', 'traffic', 'breakGlass', 'other'] as const;

/** Says a part of the sentence for an intent. */
export function useSay(voice: Voice): Say {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (id, values) => {
    const read = voice === 'reading' && asked.find(name => name === id);
    // Which values a sentence takes is known where it is said.
    return read
      ? t(`stepUp.asked.${read}`, values as any)
      : t(`stepUp.sentence.${id}`, values as any);
  };
}
