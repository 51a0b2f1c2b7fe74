import { maskIdentifier } from '../domain/masked-identifier.ts';
import { daysOf } from '../domain/retention.ts';
import { addDays, type Day, dayOf, formatDay } from '../domain/working-days.ts';
import { type CaseDesk, closeCase, readCase } from '../features/identity/use-cases/case-desk.ts';
import type { CaseKind, CasePage, OpenCase } from '../ports/cases.ts';
import { CommandRefused } from './args.ts';
import type { CasesAsked } from './cases-args.ts';
import { aligned, printable } from './terminal.ts';

const kinds: Readonly<Record<CaseKind, string>> = { 'identidad-disputada': 'Otra persona usa su NIE' };

/** Does what was asked for on the command line and gives what the operator reads; throws CommandRefused. */
export async function answerCases(desk: CaseDesk, asked: Exclude<CasesAsked, { verb: 'help' }>): Promise<string> {
  if (asked.verb === 'list') return listOf(await desk.cases.page(asked.limit));
  return asked.verb === 'show' ? show(desk, asked.folio, asked.by) : close(desk, asked.folio, asked);
}

async function close(desk: CaseDesk, folio: string, as: Parameters<typeof closeCase>[2]): Promise<string> {
  if (!(await closeCase(desk, folio, as))) throw noCase(folio);
  return `Caso ${folio} cerrado (${as.reason}). Borramos el número; ninguna cuenta cambió.`;
}

const noCase = (folio: string) => new CommandRefused(`ningún caso espera con el folio ${printable(folio)}`);

/** No number stands in the list: who reads one says who they are. */
function listOf({ cases, more, unverified }: CasePage): string {
  const notes = [
    ...(more ? ['Hay más: use --limit.'] : []),
    ...(unverified > 0 ? [`No se muestran ${unverified}: alguien cambió sus filas en la base de datos.`] : []),
  ];
  if (cases.length === 0) return ['No hay casos que esperen.', ...notes].join('\n');
  const rows = cases.map((one) => [
    one.folio,
    kinds[one.kind],
    formatDay(dayOf(one.openedAt)),
    formatDay(lastDay(one)),
  ]);
  return [...aligned([['FOLIO', 'CASO', 'PEDIDO', 'TERMINA'], ...rows]), ...notes].join('\n');
}

async function show(desk: CaseDesk, folio: string, by: string): Promise<string> {
  const read = await readCase(desk, folio, by);
  if (!read) throw noCase(folio);
  const { one, holder } = read;
  return aligned([
    ['Folio', one.folio],
    ['Caso', kinds[one.kind]],
    ['Pedido', formatDay(dayOf(one.openedAt))],
    ['Termina', formatDay(lastDay(one))],
    ['NIE', maskIdentifier(one.identifier)],
    ['Cuenta', holder ? `${holder.state}; identidad: ${holder.identidad}` : 'nadie tiene una cuenta con este NIE'],
    ...(holder ? [['Sus actos', `npm run -s audit -- export --account ${holder.id}`]] : []),
    [
      'Qué hacer',
      'dos personas revisan el documento a la vista y después se cierra el caso; esta orden no cambia ninguna cuenta',
    ],
  ]).join('\n');
}

/** The day on which a case that nobody came to ends by itself. */
const lastDay = ({ openedAt }: OpenCase): Day => addDays(dayOf(openedAt), daysOf('openCases'));
