/** What is known of what the model was shown of a file, and so of what its hints are worth. */
export interface HunkKnowledge {
  /** The text is, byte for byte, what the model was shown last. */
  readonly isAsShown: boolean;
  /** Other texts of the file that it was shown before, the last one first. */
  readonly older: readonly string[];
}

export const NOTHING_KNOWN: HunkKnowledge = { isAsShown: false, older: [] };
