import { EntityLink } from './EntityLink';

const entityRefPattern = /^[a-z]+:[^:/]+\/[^:/]+$/i;

/** Who acted: a person or group of the catalog as a link, a service subject as it is. */
export function ActorName(props: { actor: string }) {
  return entityRefPattern.test(props.actor) ? (
    <EntityLink entityRef={props.actor} />
  ) : (
    <code>{props.actor}</code>
  );
}
