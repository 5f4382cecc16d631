import { useLanguage } from '../hooks/useLanguage';
import { formatAbsolute, formatRelative } from './formatTime';

/** An instant: the distance in words, the exact time on pointing at it. */
export function Timestamp(props: { at: string; absolute?: boolean }) {
  const language = useLanguage();
  const exact = formatAbsolute(props.at, language);
  return (
    <time dateTime={props.at} title={exact}>
      {props.absolute ? exact : formatRelative(props.at, Date.now(), language)}
    </time>
  );
}
