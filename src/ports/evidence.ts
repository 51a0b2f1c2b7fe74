/** The evidence about a folio: one file that is checked without the database (docs/audit.md). */
export interface EvidenceFiles {
  /**
   * Its text, with who has it made; undefined where the trail has no act of the folio. The caller records who read it,
   * before it is given out. A file that leaves the desk has the person's number masked.
   */
  make(folio: string, by: string, numbers: 'whole' | 'masked'): Promise<string | undefined>;
}
