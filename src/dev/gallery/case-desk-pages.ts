import type { CaseChoice } from '../../domain/cases/choices.ts';
import { caseKinds } from '../../domain/cases/kinds/kinds.ts';
import { parseEmail } from '../../domain/email.ts';
import { answeredRow } from '../../features/cases/answered-rights.ts';
import { caseView } from '../../features/cases/case-view.ts';
import { queueChoices, rowOf } from '../../features/cases/queue.ts';
import { answerView } from '../../features/cases/right-view.ts';
import { stoppedView } from '../../features/cases/stopped-view.ts';
import type { CaseSheet } from '../../features/cases/use-cases/case-sheet.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { caseOfKind } from './case-of-kind.ts';
import { ago, memberNames, sampleCase, seenCase, sheetOf, sheetOfBlock, sheetOfRight } from './case-samples.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor, memberWith } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { otherCases } from './other-cases.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { cases } = texts;
const frame = deskFrameFor(['agente', 'revisor'], 'cases', [
  { tab: 'search', href: '/mesa' },
  { tab: 'cases', href: '/mesa/casos' },
]);
const row = (one: DeskCase) => ({ ...rowOf(texts, one, memberNames, now), href: '/mesa/casos/abrir/boleto' });
const nothing = { tipo: '', estado: '', de: '', vencidos: false };

const queue = (name: string, rows: readonly DeskCase[], locals: object = {}): GalleryPage => ({
  name: `mesa-casos${name}`,
  view: 'cases/queue',
  locals: {
    ...frame,
    ...queueChoices(texts),
    title: cases.titles.queue,
    asked: nothing,
    rows: rows.map(row),
    more: false,
    unverified: 0,
    ...locals,
  },
});

const answered = (name: string, requests: readonly RightRequest[], locals: object = {}): GalleryPage => ({
  name: `mesa-derechos-respondidos${name}`,
  view: 'cases/answered',
  locals: {
    ...frame,
    title: cases.titles.answered,
    csrfToken,
    rows: requests.map((one) => ({ ...answeredRow(texts, one), href: '/mesa/casos/abrir/boleto' })),
    values: { folio: '' },
    errors: [],
    faults: {},
    ...locals,
  },
});

const open = (name: string, locals: object = {}): GalleryPage => ({
  name: `mesa-caso-abrir${name}`,
  view: 'cases/open',
  locals: {
    ...frame,
    title: cases.titles.open,
    csrfToken,
    row: row(seenCase),
    reasons: Object.entries(cases.reasons).map(([value, text]) => ({ value, text })),
    errors: [],
    faults: {},
    ...locals,
  },
});

const bundle = (name: string, locals: object = {}): GalleryPage => ({
  name: `mesa-caso-expediente${name}`,
  view: 'cases/bundle',
  locals: {
    ...frame,
    title: cases.titles.bundle,
    csrfToken,
    folio: seenCase.folio,
    kind: cases.kinds[seenCase.kind],
    asker: cases.asker(seenCase.kind),
    casePage: '/mesa/casos/caso/boleto',
    reasons: Object.entries(cases.reasons).map(([value, text]) => ({ value, text })),
    errors: [],
    faults: {},
    ...locals,
  },
});

const sheet = (name: string, shown: CaseSheet, locals: object = {}): GalleryPage => ({
  name: `mesa-caso${name}`,
  view: 'cases/case',
  locals: {
    ...frame,
    title: cases.titles.sheet,
    csrfToken: shown.choices.some(({ why }) => !why) ? csrfToken : undefined,
    ...caseView(texts, shown, memberNames, { now: () => now }),
    values: { texto: shown.draft },
    errors: [],
    faults: {},
    ...locals,
  },
});

const may = (...actions: readonly CaseChoice['action'][]): readonly CaseChoice[] =>
  actions.map((action) => ({ action }));
const worked: readonly CaseChoice[] = may('ask', 'extend', 'propose');
const rightSheet = sheetOfRight(may('extend', 'decide'));
const blockSheet = sheetOfBlock();
const blocked = blockSheet.right?.request as RightRequest;
const visit = {
  act: {
    at: ago(60),
    act: 'desk.visit',
    accountId: 'x',
    network: undefined,
    details: { roles: 'agente', office: 'Oficina de Talca', reason: 'llamada' },
  },
  words: 'Pregunta por su clave, no puede ingresar.',
} as const;
const complained = [{ author: 'person', text: 'Yo no llamé ese día a ninguna parte.', at: ago(50) }] as const;
const colleague = { ...memberWith(['revisor']), id: '3', office: 'Oficina de Talca' };
const end = { outcome: 'rechazada', reason: 'El documento no es de la persona de la cuenta.', at: ago(3) } as const;
const proposed = {
  ...seenCase,
  state: 'por-confirmar',
  proposal: { ...end, by: '1', office: 'Mesa central' },
} as const;
const namingOthers = {
  ...proposed,
  proposal: {
    ...proposed.proposal,
    others: { folios: ['CS-5RDM-8KXP'], words: 'La llamamos: el otro caso también es suyo, y viene el martes.' },
  },
} as const;
const granted = {
  ...proposed,
  proposal: { ...proposed.proposal, outcome: 'acogida', reason: 'Vimos su cédula vigente.' },
} as const;
const toCall = {
  ...granted,
  state: 'por-llamar',
  callBack: { by: '2', office: 'Oficina de Talca', at: ago(2), calls: [] },
} as const;
const calledOnce = {
  ...toCall,
  callBack: {
    ...toCall.callBack,
    calls: [
      { by: '1', result: 'no-contesto', contact: 'celular', reason: 'Sonó hasta el buzón, dos veces.', at: ago(1) },
    ],
  },
} as const;
const calling = {
  callResults: Object.entries(cases.calls.results).map(([value, text]) => ({ value, text })),
  callContacts: [
    { value: 'celular', text: `${cases.calls.contacts.celular} +56 9 •••• ••33` },
    { value: 'otro', text: cases.calls.contacts.otro },
  ],
  callerPage: '/mesa/llamada/boleto',
};
const decided = { ...seenCase, state: 'resuelta', decision: { ...end, by: ['1', '2'] } } as const;
const messages = [
  { author: 'staff', member: '1', text: '¿Desde cuándo no entra a su correo?', at: ago(30) },
  { author: 'person', text: 'Desde marzo, cuando cerró la empresa.', at: ago(22) },
] as const;
const late = { ...seenCase, folio: 'CS-4M7P-D3TW', dueAt: ago(5), assignee: undefined };

/** The queue of cases, and a case in each state. */
export const caseDeskPages: readonly GalleryPage[] = [
  queue('', [late, seenCase, sampleCase('factor-perdido', 'CS-9XQ2-7HKF')], { more: true, unverified: 1 }),
  queue('-sin-asignar', [{ ...seenCase, assignee: '2' }, sampleCase('reclamo', 'CS-5RDM-8KXP')], {
    asked: { ...nothing, de: 'sin-asignar' },
  }),
  queue('-ninguno', [], { asked: { ...nothing, tipo: 'reclamo', de: 'mios' } }),
  queue('-resuelto', [decided], { done: cases.actions.confirm.done }),
  answered('', [blocked, { ...blocked, folio: 'LD-4M7P-D3TW', kind: 'acceso', decision: 'rechazada' }]),
  answered('-ninguno', [], refusedAt('folio', ['case-refused', { why: 'missing-right' }], { folio: 'LD-2222-2222' })),
  bundle(''),
  bundle('-sin-motivo', withFaults({ motivo: 'reason-missing' }, {})),
  open(''),
  open('-reservada', { reserved: true, closed: true, emergency: '/mesa/emergencia/boleto', csrfToken: undefined }),
  open('-reservada-otra', { reserved: true, closed: true, csrfToken: undefined }),
  open('-reservada-abierta', { reserved: true, closed: false }),
  open('-sin-motivo', withFaults({ motivo: 'reason-missing' }, {})),
  sheet(
    '-detenida',
    sheetOf({ ...seenCase, kind: 'segunda-detencion', assignee: undefined }, { choices: may('assign') }),
    {
      stopped: stoppedView(
        texts,
        {
          kind: 'replace-contacts',
          createdAt: ago(70),
          contacts: { email: parseEmail('camila.nueva@correo.example') },
        },
        now,
      ),
    },
  ),
  ...caseKinds.map((kind) => sheet(`-${kind}`, caseOfKind(kind, may('assign')))),
  sheet('-trabajo', sheetOf(seenCase, { messages, choices: worked, draft: 'Falta ver el reverso' }), {
    done: cases.actions.draft.done,
  }),
  sheet('-derecho-pedido', rightSheet),
  sheet('-derecho-respuesta', rightSheet, {
    preview: answerView(texts, rightSheet, { outcome: 'rechazada', ground: 'datos-exactos' }, now),
    values: { texto: rightSheet.draft, resultado: 'rechazada', fundamento: 'datos-exactos' },
  }),
  sheet('-derecho-sin-fundamento', rightSheet, {
    ...withFaults({ fundamento: 'ground-missing' }, { texto: rightSheet.draft, resultado: 'rechazada' }),
  }),
  sheet('-bloqueo-vigente', blockSheet, {
    csrfToken,
    bundle: '/mesa/casos/caso/boleto/expediente',
    done: cases.actions.decide.done,
  }),
  sheet('-bloqueo-sin-motivo', blockSheet, { csrfToken, ...withFaults({ fin: 'reason-short' }, { fin: 'No' }) }),
  sheet('-bloqueo-de-otro-rol', sheetOfBlock('role')),
  sheet(
    '-reclamo-visita',
    sheetOf(sampleCase('reclamo', 'CS-5RDM-8KXP'), { visit, messages: complained, choices: may('assign') }),
  ),
  sheet(
    '-dos-pedidos',
    sheetOf(seenCase, { rivals: ['CS-5RDM-8KXP'], shared: ['mail', 'mobile'], choices: may('propose', 'ask') }),
  ),
  sheet(
    '-otros-casos',
    sheetOf(seenCase, { others: { cases: otherCases, more: true }, choices: may('propose', 'ask') }),
    withFaults({ otros: 'complaint-short' }, { otros: 'No' }),
  ),
  sheet('-otros-por-confirmar', sheetOf(namingOthers, { choices: may('confirm', 'send-back') })),
  sheet('-pasar', sheetOf(seenCase, { choices: may('hand-over'), receivers: [colleague] }), {
    ...withFaults({ a_quien: 'receiver-missing', motivo: 'reason-missing' }, {}),
  }),
  sheet('-rechazado', sheetOf(seenCase, { choices: worked }), {
    ...withFaults({ resultado: 'outcome-missing', texto: 'reason-short' }, { texto: 'No' }),
  }),
  sheet('-espera', sheetOf(sampleCase('cedula-vencida', 'CS-2WLM-5NTB'))),
  sheet('-por-confirmar', sheetOf(proposed, { choices: may('confirm', 'send-back') })),
  sheet('-llamar', sheetOf(toCall, { choices: may('call', 'send-back') }), {
    ...calling,
    ...withFaults(
      { llamada: 'call-back-missing', contacto: 'call-back-missing', texto: 'reason-short' },
      { texto: 'No' },
    ),
  }),
  sheet('-llamar-otra-vez', sheetOf(calledOnce, { choices: may('call', 'send-back') }), {
    ...calling,
    values: {},
    done: cases.actions.unanswered.done,
  }),
  sheet('-llamar-otra-persona', sheetOf(toCall, { choices: [{ action: 'call', why: 'confirmed-it' }] }), {
    done: cases.actions.drawn.done,
  }),
  sheet(
    '-por-confirmar-otra',
    sheetOf(proposed, {
      choices: [
        { action: 'confirm', why: 'proposed-it' },
        { action: 'send-back', why: 'proposed-it' },
      ],
    }),
    { done: cases.actions.propose.done },
  ),
  sheet(
    '-decidido',
    sheetOf(
      { ...decided, corrections: [{ by: '2', text: 'El documento era un pasaporte.', at: ago(1) }] },
      { choices: may('correct') },
    ),
  ),
  sheet('-otra-revision', sheetOf({ ...late, first: decided.decision }, { choices: may('assign') })),
];
