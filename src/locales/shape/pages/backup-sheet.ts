/** The printed sheet for a lost key, in Mi cuenta. */
export interface BackupSheetPages {
  readonly titles: Readonly<Record<'sheet' | 'printed' | 'printedOver', string>>;
}
