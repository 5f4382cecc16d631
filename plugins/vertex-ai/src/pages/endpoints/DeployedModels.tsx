import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import {
  DeployedModel,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { GuardedButton } from '../../components/GuardedButton';
import { Section } from '../../components/Section';
import { sharesOf } from '../../components/traffic';
import { TrafficBar } from '../../components/TrafficBar';
import { useAccess } from '../../hooks/useAccess';
import { vertexAiTranslationRef } from '../../translation';
import { DeployedModelTable } from './DeployedModelTable';
import { TrafficDialog } from './TrafficDialog';
import { UndeployDialog } from './UndeployDialog';

/** The traffic bar and the deployed models of an endpoint, with what can be done to them. */
export function DeployedModels(props: { endpoint: Endpoint }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { endpoint } = props;
  const accessTo = useAccess(endpoint.environment);
  const [undeploying, setUndeploying] = useState<DeployedModel>();
  const [settingTraffic, setSettingTraffic] = useState(false);

  const isEmpty = endpoint.deployedModels.length === 0;
  return (
    <Section
      title={t('endpoints.deployedModels')}
      actions={
        !isEmpty && (
          <GuardedButton
            {...accessTo('traffic.set')}
            variant="secondary"
            onPress={() => setSettingTraffic(true)}
          >
            {t('traffic.change')}
          </GuardedButton>
        )
      }
    >
      {isEmpty ? (
        <EmptyState title={t('traffic.nothingDeployed')}>
          {t('endpoints.nothingDeployedAdvice')}
        </EmptyState>
      ) : (
        <Flex direction="column" gap="4">
          <TrafficBar shares={sharesOf(endpoint.deployedModels)} />
          <DeployedModelTable endpoint={endpoint} onUndeploy={setUndeploying} />
        </Flex>
      )}
      {/* An open dialog stays when the last model goes away behind it: its preview says so. */}
      {undeploying && (
        <UndeployDialog
          endpoint={endpoint}
          deployedModel={undeploying}
          onClose={() => setUndeploying(undefined)}
        />
      )}
      {settingTraffic && (
        <TrafficDialog
          endpoint={endpoint}
          onClose={() => setSettingTraffic(false)}
        />
      )}
    </Section>
  );
}
