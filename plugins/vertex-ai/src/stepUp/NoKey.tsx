import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  DialogBody,
  DialogFooter,
  Flex,
} from '@backstage/ui';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { RegisterKey } from './RegisterKey';

/** Nothing to sign with: the first key is registered on the spot, so that what was going to be signed is not lost. */
export function NoKey(props: { hasLocked: boolean }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const why = props.hasLocked ? 'allLocked' : 'noKey';
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Alert
            icon
            status="warning"
            title={t(`stepUp.${why}`)}
            description={t(`stepUp.${why}Advice`)}
          />
          {!props.hasLocked && <RegisterKey />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <ButtonLink variant="secondary" href={links.securityKeys()}>
          {t('stepUp.toKeys')}
        </ButtonLink>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}
