import { useEffect, useState } from 'preact/hooks';

/** Whether the panel is narrower than so many CSS pixels. */
export function useNarrow(width: number): boolean {
  const [query] = useState(() => window.matchMedia(`(width < ${width}px)`));
  const [isNarrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const tell = (): void => setNarrow(query.matches);
    tell();
    query.addEventListener('change', tell);
    return () => query.removeEventListener('change', tell);
  }, [query]);
  return isNarrow;
}
