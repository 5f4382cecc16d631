import { useParams } from 'react-router-dom';

/**
 * The path parameters that name what a page is about.
 *
 * Taken one by one, since the router also hands over the remainders that outer routes matched.
 */
export function usePathKey<K extends string>(...names: K[]): Record<K, string> {
  const params = useParams();
  return Object.fromEntries(
    names.map(name => [name, params[name] ?? '']),
  ) as Record<K, string>;
}
