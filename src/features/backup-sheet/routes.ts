import type Router from '@koa/router';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addPrintedPage, type PrintedPage } from '../../http/signed-in/printed-page.ts';
import { paths } from './addresses.ts';
import { sheetRoutes } from './sheet-page.ts';

/** Su hoja de respaldo: the two codes, shown and printed once. */
const printed: PrintedPage = {
  path: paths.printed,
  folder: 'backup-sheet',
  ticket: { purpose: 'backup-sheet-printed', minutes: 10 },
  titlesIn: ({ pages }) => pages.backupSheet.titles,
};

/** The pages of the printed sheet in Mi cuenta. */
export function backupSheetRoutes(router: Router, cuenta: Cuenta): void {
  sheetRoutes(router, cuenta, printed);
  addPrintedPage(router, cuenta, printed);
}
