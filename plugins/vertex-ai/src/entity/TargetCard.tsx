import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { ReactNode } from 'react';
import { BelowHeading } from '../components/Heading';
import { vertexAiTranslationRef } from '../translation';

/** Frame of the cards on the overview of an entity, with the way to the full page. */
export function TargetCard(props: {
  title: string;
  href?: string;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <EntityInfoCard
      title={props.title}
      footerActions={
        props.href && <Link href={props.href}>{t('entity.openPage')}</Link>
      }
    >
      <BelowHeading level={3}>{props.children}</BelowHeading>
    </EntityInfoCard>
  );
}
