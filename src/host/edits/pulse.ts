/** Beats until it is ended, and keeps no process alive. @returns ends it */
export function startPulse(everyMs: number, beat: () => void): () => void {
  const pulse = setInterval(beat, everyMs);
  pulse.unref();
  return () => {
    clearInterval(pulse);
  };
}
