import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionGroup,
  AccordionPanel,
  AccordionTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import {
  DeploymentDetail,
  googleSees,
  Handshake,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Pairs } from '../../components/Pairs';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import { HandshakeSteps } from './HandshakeSteps';
import { mainHandshake } from './mainHandshake';

/** On whose behalf Google was called, hop by hop, and under which name Google knows the caller. */
export function IdentityChain(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { handshakes, effects } = props.deployment;
  const main = mainHandshake(handshakes);
  if (!main) {
    return <Text color="secondary">{t('identity.none')}</Text>;
  }
  const others = handshakes.filter(handshake => handshake.id !== main.id);
  // All writes of a deployment carry the same; a resumed one may have begun under another.
  const reasons = new Set(effects.map(effect => effect.requestReason));
  reasons.delete(undefined);
  return (
    <Flex direction="column" gap="4">
      <HandshakeSteps handshake={main} />
      <Pairs
        items={[
          [
            t('identity.principal'),
            main.principal && <code>{main.principal}</code>,
          ],
          [
            t('overview.googleSees'),
            t(`overview.googleSeesName.${googleSees[main.strategy]}`),
          ],
          [
            t('identity.expires'),
            main.expiresAt && <Timestamp at={main.expiresAt} absolute />,
          ],
          [
            t('deployments.requestReason'),
            reasons.size > 0 && <Reasons reasons={[...reasons]} />,
          ],
        ]}
      />
      {others.length > 0 && <OtherHandshakes handshakes={others} />}
    </Flex>
  );
}

function Reasons(props: { reasons: (string | undefined)[] }) {
  return (
    <>
      {props.reasons.map(reason => (
        <div key={reason}>
          <code>{reason}</code>
        </div>
      ))}
    </>
  );
}

function OtherHandshakes(props: { handshakes: Handshake[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <AccordionGroup allowsMultiple>
      {props.handshakes.map(handshake => (
        <Accordion key={handshake.id}>
          <AccordionTrigger
            title={t(`identity.otherTitle.${handshake.outcome}`, {
              actor: handshake.actor,
              role: handshake.role,
            })}
            subtitle={
              handshake.action
                ? t(`action.${handshake.action}`)
                : t('identity.sharedRead')
            }
          />
          <AccordionPanel>
            <HandshakeSteps handshake={handshake} />
          </AccordionPanel>
        </Accordion>
      ))}
    </AccordionGroup>
  );
}
