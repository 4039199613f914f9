import { useEffect } from 'react';

/** For a heading that replaces what somebody just used: the keyboard and a screen reader go on from there. Wants a tabIndex of -1. */
export const goOnFrom = (heading: HTMLElement | null): void => heading?.focus();

/** The name of the page in the browser's tab and history, and the first thing that a screen reader says of it. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Understudy`;
  }, [name]);
}
