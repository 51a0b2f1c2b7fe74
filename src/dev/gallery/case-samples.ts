import type { Account } from '../../domain/account.ts';
import { endOf } from '../../domain/cases/clock.ts';
import type { CaseKind } from '../../domain/cases/kinds/kinds.ts';
import { newCase } from '../../domain/cases/new-case.ts';
import { parseEmail } from '../../domain/email.ts';
import { parseMobile } from '../../domain/phone.ts';
import { parseRun } from '../../domain/rut.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';
import type { MemberShown } from '../../features/cases/queue.ts';
import type { CaseSheet } from '../../features/cases/use-cases/case-sheet.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { now, rosa } from './cuenta-frame.ts';

/** Some hours before the moment of the gallery. */
export const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

/** A case of the gallery. */
export const sampleCase = (kind: CaseKind, folio: string, change: Partial<DeskCase> = {}): DeskCase => ({
  ...newCase({ kind, openedBy: 'person' }, ago(50)),
  id: folio,
  folio,
  version: 1,
  about: { profile: 'natural', identifier: parseRun('44.000.003-7') },
  ...change,
});

const attested = { by: '2', at: ago(20) };

/** A case with a document that was seen and new contacts that were asked for. */
export const seenCase = sampleCase('correo-perdido', 'CS-7F3K-92QX', {
  state: 'en-revision',
  waitingSince: undefined,
  attestations: [attested],
  assignee: '1',
  asked: {
    document: { kind: 'cedula', expires: addDays(dayOf(now), 400), namesAgree: true },
    contacts: { email: parseEmail('camila.nueva@correo.example'), mobile: parseMobile('+56940000333') },
  },
});

/** Camila, of whose account the cases are. */
const camila: Account = { ...rosa, id: 'camila', subject: 'camila', kind: 'RUN', identifier: parseRun('44.000.003-7') };

/** The page of a case with its account. */
export const sheetOf = (one: DeskCase, change: Partial<CaseSheet> = {}): CaseSheet => ({
  one,
  holder: camila,
  evidence: one.attestations.map(({ by, at }) => ({
    member: by,
    document: one.asked?.document.kind ?? 'cedula',
    expires: one.asked?.document.expires ?? '',
    at,
  })),
  shared: [],
  rivals: [],
  others: { cases: [], more: false },
  messages: [],
  draft: '',
  choices: [],
  receivers: [],
  ...change,
});

/** Names of the members of the gallery. */
export const memberNames: ReadonlyMap<string, MemberShown> = new Map([
  ['1', { name: 'Elisa Contreras Vera', holds: true }],
  ['2', { name: 'Tomás Rojas Pino', holds: false }],
]);

/** The case of a block that was granted and is still in force, as a revisor finds it. */
export function sheetOfBlock(why?: 'role'): CaseSheet {
  const { one, right, ...sheet } = sheetOfRight([]);
  const decision = { by: ['1'], outcome: 'acogida', reason: 'Bloqueamos sus datos.', at: ago(3) } as const;
  const ended = { matter: 'bloqueo', state: 'resuelta', decision, closedAt: ago(3) } as const;
  const request = { ...(right?.request as RightRequest), kind: 'bloqueo', extendedAt: undefined } as const;
  const answered = { state: 'respondida', decision: 'acogida', answeredAt: ago(3) } as const;
  const words = {
    detail: 'Mientras corrigen mi apellido',
    reasons: decision.reason,
    extension: undefined,
    lifting: undefined,
  };
  return {
    ...sheet,
    one: { ...one, ...ended },
    right: { request: { ...request, ...answered }, words },
    blockEnd: { why },
  };
}

/** The case of a request for a right, with its answer half written. */
export function sheetOfRight(choices: CaseSheet['choices']): CaseSheet {
  const dueOn = addDays(dayOf(ago(50)), 60);
  const begun = { matter: 'rectificacion', state: 'en-revision', assignee: '1', dueAt: endOf(dueOn) } as const;
  const one = sampleCase('derecho', 'LD-7F3K-92QX', begun);
  const request: RightRequest = {
    id: one.id,
    folio: one.folio,
    accountId: one.id,
    actor: undefined,
    kind: 'rectificacion',
    state: 'en-revision',
    decision: undefined,
    askedAt: one.openedAt,
    dueOn,
    extendedAt: ago(10),
    answeredAt: undefined,
    liftedAt: undefined,
  };
  const words = {
    detail: 'Mi segundo apellido es Núñez, con tilde.',
    extension: 'Esperamos los datos de otra oficina.',
    reasons: undefined,
    lifting: undefined,
  };
  const draft = 'El Registro Civil tiene el mismo apellido que su cuenta.';
  return sheetOf(one, { choices, draft, right: { request, words } });
}
