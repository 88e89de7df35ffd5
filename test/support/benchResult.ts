/** What a bench found: each figure is a ratio to something that users would pick instead. */
export interface BenchResult {
  readonly name: string;
  readonly figures: Readonly<Record<string, { readonly ratio: number; readonly against: string }>>;
  /** Rows for people; the first is the heading. */
  readonly table: readonly (readonly string[])[];
}
