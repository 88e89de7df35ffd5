/** As `pulse.ts`; a web worker ends whatever beats. */
export function startPulse(everyMs: number, beat: () => void): () => void {
  const pulse = setInterval(beat, everyMs);
  return () => {
    clearInterval(pulse);
  };
}
