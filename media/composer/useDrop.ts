import { useEffect, useRef, useState } from 'preact/hooks';
import { dropped, mayHoldFiles, type Transferred } from '../images/transfer.ts';

/**
 * Takes what is dropped anywhere on the panel.
 * @returns whether something that may be taken is dragged over it
 */
export function useDrop(take: (found: Transferred) => void): boolean {
  const [isOver, setOver] = useState(false);
  const taker = useRef(take);
  taker.current = take;

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer === null || !mayHoldFiles(event.dataTransfer.types)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Null when the pointer leaves the page itself.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer === null || !mayHoldFiles(event.dataTransfer.types)) return;
      const found = dropped(event.dataTransfer);
      // A link to something else is text like any other.
      if (found.files.length + found.uris.length + found.addresses.length === 0) return;
      event.preventDefault();
      taker.current(found);
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver;
}
