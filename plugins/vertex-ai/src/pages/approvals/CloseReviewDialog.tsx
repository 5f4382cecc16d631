import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextField,
} from '@backstage/ui';
import {
  Review,
  reviewVerdicts,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { ProblemPanel } from '../../components/ProblemPanel';
import { useCloseReview } from '../../hooks/useCloseReview';
import { vertexAiTranslationRef } from '../../translation';

type Verdict = NonNullable<Review['verdict']>;

/** Asks for the verdict and why. Neither has a default: whoever reviews has to have decided. */
export function CloseReviewDialog(props: {
  review: Review;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { review, onClose } = props;
  const close = useCloseReview(review.deploymentId);
  const [verdict, setVerdict] = useState<Verdict>();
  const [text, setText] = useState('');
  const comment = text.trim();
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{t('emergency.review.dialogTitle')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text>{t('emergency.review.explain')}</Text>
          <RadioGroup
            label={t('emergency.review.verdict')}
            isRequired
            value={verdict ?? null}
            onChange={value => setVerdict(value as Verdict)}
          >
            {reviewVerdicts.map(one => (
              <Radio key={one} value={one}>
                {t(`emergency.review.verdictName.${one}`)}
              </Radio>
            ))}
          </RadioGroup>
          <TextField
            label={t('approvals.reviewComment')}
            description={t('emergency.review.commentDescription')}
            isRequired
            maxLength={1000}
            value={text}
            onChange={setText}
          />
          {close.error && <ProblemPanel error={close.error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          isDisabled={!verdict || !comment}
          isPending={close.isPending}
          onPress={() =>
            close.mutate({ verdict: verdict!, comment }, { onSuccess: onClose })
          }
        >
          {t('emergency.review.close')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
