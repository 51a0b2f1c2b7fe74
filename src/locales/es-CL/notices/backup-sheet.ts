import type { Notice } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant, items } from './values.ts';

type Used = NonNullable<Extract<Notice, { kind: 'key-changed' }>['sheet']>;

const contactNames = { email: 'el correo registrado', mobile: 'el celular registrado' } as const;

/** That a code of the sheet chose a key, how many are left, and which contacts it replaces. */
export function sheetUsed({ left, contacts }: Used): string {
  const rest =
    left === 0 ? 'No le quedan códigos: imprima otra hoja.' : `Le ${left === 1 ? 'queda 1' : `quedan ${left}`}.`;
  const changes = contacts.length > 0 ? ` También cambian ${items(contacts, contactNames)}.` : '';
  return `La eligieron con la cédula y un código de la hoja de respaldo. ${rest}${changes}`;
}

/** Notices of the printed sheet for a lost key. */
export const backupSheetWords: WordsFor<'backup-sheet-made' | 'backup-sheet-removed'> = {
  'backup-sheet-made': ({ at, device, from, link, forCompany }) => ({
    subject: 'Hicieron una hoja de respaldo de su cuenta',
    title: 'Hicieron una hoja de respaldo de su cuenta',
    paragraphs: [
      ifYou(forCompany),
      `Son dos códigos impresos. Desde el ${instant(from)}, quien tenga uno de ellos y la cédula puede elegir otra clave y otros contactos sin esperar. Las hojas anteriores ya no sirven.`,
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: hicieron una hoja de respaldo de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'backup-sheet-removed': ({ at, device, link, forCompany }) => ({
    subject: 'Su hoja de respaldo ya no sirve',
    title: 'Su hoja de respaldo ya no sirve',
    paragraphs: [
      ifYou(forCompany),
      'Los códigos impresos de la hoja ya no recuperan la clave. En Seguridad puede imprimir otra hoja.',
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: su hoja de respaldo ya no sirve. Si no fue usted avise: ${link}`,
  }),
};
