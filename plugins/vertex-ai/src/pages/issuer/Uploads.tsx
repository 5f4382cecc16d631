import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { IssuerView } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiDownloadLine } from '@remixicon/react';
import { CodeBlock } from '../../components/CodeBlock';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** The public keys as a file, and the command that uploads it, for each provider. */
export function Uploads({ issuer }: { issuer: IssuerView }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  const file = JSON.stringify(issuer.jwks, null, 2);
  return (
    <Flex direction="column" gap="4" align="stretch">
      <Text color="secondary">{t('issuer.uploadAdvice')}</Text>
      <Flex>
        <ButtonLink
          variant="secondary"
          iconStart={<RiDownloadLine />}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(
            file,
          )}`}
          download="jwks.json"
        >
          {t('issuer.download')}
        </ButtonLink>
      </Flex>
      {issuer.uploads.length === 0 && <Text>{t('issuer.noUploads')}</Text>}
      {issuer.uploads.map(({ audience, environments, command }) => (
        <CodeBlock
          key={audience}
          label={t('issuer.command', {
            environments: list.format(environments),
          })}
          text={command}
        />
      ))}
    </Flex>
  );
}
