import { PropsWithChildren, useEffect, useRef } from 'react';
import styles from './FocusKeeper.module.css';

/**
 * Takes the focus when what had it goes away or cannot be pressed any more, such as a button that has done its work.
 *
 * Else the browser gives it to the whole document, and who uses the keyboard has to start again at the top.
 */
export function FocusKeeper(props: PropsWithChildren) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const own = root.current!;
    let last: Element | null = null;
    const remember = () => {
      last = document.activeElement;
    };
    const keep = () => {
      const lost = last && (!own.contains(last) || last.matches(':disabled'));
      if (!lost) {
        return;
      }
      // A browser lets go of a disabled button only when it draws the page.
      if ([document.body, last].includes(document.activeElement)) {
        own.focus({ preventScroll: true });
      }
      last = null;
    };
    const observer = new MutationObserver(keep);
    observer.observe(own, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled'],
    });
    own.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      own.removeEventListener('focusin', remember);
    };
  }, []);
  return (
    <div ref={root} tabIndex={-1} className={styles.root}>
      {props.children}
    </div>
  );
}
