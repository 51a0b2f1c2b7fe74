import type { BackupSheetPages } from '../../shape/pages/backup-sheet.ts';

/** The printed sheet for a lost key, in Mi cuenta. */
export const backupSheet: BackupSheetPages = {
  titles: {
    sheet: 'Hoja de respaldo – Mi cuenta',
    printed: 'Su hoja de respaldo – Mi cuenta',
    printedOver: 'La hoja ya no se muestra – Mi cuenta',
  },
};
