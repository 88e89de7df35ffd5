/** A file of the project that speaks to coding agents. */
export interface InstructionFile {
  /** Display path. */
  readonly path: string;
  /** With hidden characters made visible. */
  readonly text: string;
  /** SHA-256 of what it holds, hex. */
  readonly hash: string;
}

export interface ProjectInstructions {
  /**
   * The files that apply and that the model was not given as they are now: those at the root, and
   * those beside or above the files that it works on; the nearest first. None in Restricted Mode.
   * Does not reject: a file that cannot be read does not apply.
   * @param given hash by display path of what the conversation holds
   * @param touched display paths of files that the model read or changed, the last one first
   */
  changed(
    given: ReadonlyMap<string, string>,
    touched: readonly string[],
  ): Promise<readonly InstructionFile[]>;
}
