import type { Texts } from '../../shape/texts.ts';

interface CaseData {
  readonly account: { readonly state: string; readonly identity: string };
  readonly closed: { readonly folio: string; readonly reason: string };
  readonly 'no-case': { readonly folio: string };
  readonly unverified: { readonly count: number };
}

/** What was found or done. */
export const caseTexts: Texts<CaseData> = {
  account: ({ state, identity }) => `${state}; identidad: ${identity}`,
  closed: ({ folio, reason }) => `Caso ${folio} cerrado (${reason}). Borramos el número; ninguna cuenta cambió.`,
  'no-case': ({ folio }) => `ningún caso abierto que pueda mostrarse o cerrarse así tiene el folio ${folio}`,
  unverified: ({ count }) => `No se muestran ${count}: alguien cambió sus filas en la base de datos.`,
};

/** Headings and lines of the list. */
export const caseList = {
  headings: ['FOLIO', 'CASO', 'ESTADO', 'PEDIDO', 'PLAZO'],
  more: 'Hay más: use --limit.',
  none: 'No hay casos que esperen.',
} as const;

/** Names and sentences of the sheet of a case. */
export const caseSheet = {
  account: 'Cuenta',
  acts: 'Sus actos',
  advice:
    'dos personas revisan el documento a la vista y después se cierra el caso; esta orden no cambia ninguna cuenta',
  asked: 'Pedido',
  ends: 'Plazo',
  folio: 'Folio',
  kind: 'Caso',
  erased: 'borrado',
  nie: 'Número',
  state: 'Estado',
  noAccount: 'nadie tiene una cuenta con este número',
  toDo: 'Qué hacer',
} as const;
