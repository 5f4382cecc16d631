import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { Tone } from '../../components/Tone';
import { useVertexMutation } from '../../hooks/useVertexMutation';
import { StepUpProblem } from '../../stepUp/StepUpProblem';
import { isCancelled, StepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';

/** Removes a key, after a question; the last one has to sign that. */
export function RemoveDialog(props: {
  securityKey: SecurityKey;
  isLast: boolean;
  sign: StepUp['sign'];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { securityKey, isLast, sign, onClose } = props;
  const { id, name } = securityKey;
  const remove = useVertexMutation(
    async client =>
      client.removeSecurityKey(id, {
        stepUp: isLast ? await sign({ kind: 'removeKey', key: id }) : undefined,
      }),
    ['securityKeys'],
  );
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('securityKeys.removeTitle', { name })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t('securityKeys.removeAdvice')}</Text>
          {isLast && <Tone tone="warning">{t('securityKeys.removeLast')}</Tone>}
          {remove.error && !isCancelled(remove.error) && (
            <StepUpProblem error={remove.error} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          destructive
          isPending={remove.isPending}
          onPress={() => remove.mutate(undefined, { onSuccess: onClose })}
        >
          {t('securityKeys.removeButton')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
