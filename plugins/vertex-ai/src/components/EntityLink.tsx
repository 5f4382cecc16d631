import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** Link to a catalog entity by its ref. */
export function EntityLink(props: { entityRef: string }) {
  const { primaryTitle, secondaryTitle } = useEntityPresentation(
    props.entityRef,
  );
  const linkTo = useEntityRefLink();
  return (
    <Link href={linkTo(props.entityRef)} title={secondaryTitle}>
      {primaryTitle}
    </Link>
  );
}
