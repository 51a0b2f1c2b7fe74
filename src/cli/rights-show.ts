import type { Account, AccountState } from '../domain/account.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { whyNotExtended } from '../domain/right-terms.ts';
import { extendedDue, rightNames } from '../domain/rights.ts';
import { dayOf, formatDay } from '../domain/working-days.ts';
import { readRight } from '../features/privacy/use-cases/review-right.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { lastDayOf, obstacles, stateOf, termOf } from './right-words.ts';
import type { CommandDesk } from './rights-desk.ts';
import { aligned, paragraph } from './terminal.ts';

const accountStates: Readonly<Record<AccountState, string>> = {
  pendiente_correo: 'sin confirmar',
  activa: 'activa',
  bloqueada_temporal: 'en pausa',
  congelada: 'DETENIDA: quien pidió puede no ser el titular',
  suspendida: 'bloqueada por su titular',
  cerrada: 'cerrada; sus contactos se borran 7 días después del cierre',
};

/**
 * The sheet of a request: what is needed to answer it, with the RUT masked and no name or contact. Who reads it stands in
 * the trail and in the person's Actividad.
 */
export async function showRight(desk: CommandDesk, request: RightRequest, by: string): Promise<string> {
  const account = await desk.accounts.find(request.accountId);
  const rows = [...termRows(request, desk.now()), ...(await personRows(desk, request, account))];
  const { detail, extension, reasons, lifting } = await readRight(desk, request, by);
  return [
    ...aligned(rows),
    ...paragraph('Lo que escribió', detail ?? '(nada)'),
    ...(extension ? paragraph('Por qué se amplió el plazo', extension) : []),
    ...(reasons ? paragraph('Lo que se le respondió', reasons) : []),
    ...(lifting ? paragraph('Por qué terminó el bloqueo', lifting) : []),
  ].join('\n');
}

function termRows(request: RightRequest, now: Date): readonly (readonly string[])[] {
  const blocked = whyNotExtended(request, dayOf(now));
  const longer = extendedDue(request.kind, request.dueOn, request.extendedAt !== undefined);
  return [
    ['Folio', request.folio],
    ['Derecho', rightNames[request.kind]],
    ['Estado', stateOf(request)],
    ['Pedida', formatDay(dayOf(request.askedAt))],
    ['Último día', lastDayOf(request)],
    ['Plazo', termOf(request, now)],
    ['Ampliación', blocked || !longer ? `no: ${obstacles[blocked ?? 'answered']}` : `hasta el ${formatDay(longer)}`],
  ];
}

async function personRows(
  desk: CommandDesk,
  { accountId, actor: subject }: RightRequest,
  account: Account | undefined,
): Promise<readonly (readonly string[])[]> {
  const trail = ['Sus actos', `npm run -s audit -- export --account ${accountId}`];
  if (!account) return [['Cuenta', 'borrada: no hay a quién avisar'], trail];
  const actor = subject === undefined ? undefined : await desk.companies.findActor(accountId, { subject });
  return [
    [
      'Cuenta',
      `${account.profile}, ${account.kind} ${maskIdentifier(account.identifier)}, ${accountStates[account.state]}`,
    ],
    ...(actor ? [['Actúa', `RUN ${maskIdentifier(actor.run)}: pide por sus propios datos`]] : []),
    [
      'Identidad',
      (actor ?? account).identidad === 'documento' ? 'comprobada con documento' : 'declarada: nadie la comprobó',
    ],
    trail,
  ];
}
