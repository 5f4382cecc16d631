import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import { CodeBlock } from '../CodeBlock';

/** The request, the commands that would do the same by hand, and the intent that signatures bind to. */
export function PreviewCode(props: { preview: Preview }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { preview } = props;
  return (
    <Tabs>
      <TabList aria-label={t('preview.code')}>
        <Tab id="gcloud">{t('preview.gcloud')}</Tab>
        <Tab id="json">{t('preview.json')}</Tab>
        <Tab id="intent">{t('preview.intent')}</Tab>
      </TabList>
      <TabPanel id="gcloud">
        <CodeBlock
          label={t('preview.gcloud')}
          text={preview.gcloud.join('\n\n')}
        />
      </TabPanel>
      <TabPanel id="json">
        <CodeBlock
          label={t('preview.json')}
          text={JSON.stringify(preview.request, null, 2)}
        />
      </TabPanel>
      <TabPanel id="intent">
        <Flex direction="column" gap="2">
          <Text color="secondary">{t('preview.intentAdvice')}</Text>
          <CodeBlock label={t('preview.intent')} text={preview.intent} />
          <CodeBlock
            label={t('preview.intentDigest')}
            text={preview.intentDigest}
          />
        </Flex>
      </TabPanel>
    </Tabs>
  );
}
