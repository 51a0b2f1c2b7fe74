import { randomUUID } from 'node:crypto';
import type { Account } from '../../src/domain/account.ts';
import type { CedulaSerial } from '../../src/domain/cedula.ts';
import type { Email } from '../../src/domain/email.ts';
import { nextStep, type RecoveringProfile } from '../../src/domain/recovery.ts';
import type { Rut } from '../../src/domain/rut.ts';
import type { StoredRecovery } from '../../src/ports/recoveries.ts';
import type { Cast } from './cast.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

type Known = Partial<StoredRecovery>;
type Fields = Readonly<Record<string, string>>;
type Stand = readonly [who: keyof Cast, known: Known, fields: Fields];

const representative = '44000001-0' as Rut;
const card: Known = { card: true, serial: 'B51A23456' as CedulaSerial };
const company: Known = { ...card, representative, serial: '512345678' as CedulaSerial };
const contacts: Known = { email: 'wrong', contacts: { email: 'otra@correo.example' as Email } };
const sent: Known = {
  sent: true,
  outcome: { reference: 'CS-PRUE-BA22', at: '2026-01-02T03:04:05.000Z', times: 1 },
};
const answer: Fields = { respuesta: 'Boby', olvido: '' };

const fresh: Known = { ...card, cardAt: new Date().toISOString() };
const restore: Fields = {
  clave: 'Copihue-88',
  clave2: 'Copihue-88',
  email: 'otra@correo.example',
  celular: '40000005',
};

const contested = { ...card, unproved: true, email: 'wrong', cardAt: new Date().toISOString() } as const;

/** Where a recovery may stand: whose it is, what is known, and what the page asks. */
const stands: readonly Stand[] = [
  ['camila', { question: 'asked', questionId: 1 }, answer],
  ['panaderia', { question: 'asked', questionId: 1 }, answer],
  ['marie', { question: 'asked', questionId: 1 }, answer],
  ['panaderia', {}, { rut_representante: '44.000.001-0' }],
  ['camila', {}, { serie: 'B51A23456' }],
  ['panaderia', { representative }, { serie: '512345678' }],
  ['marie', {}, { accion: 'correo' }],
  ['facilitador', { question: 'asked', questionId: 1 }, answer],
  ['camila', { mailOnly: true }, { accion: 'correo' }],
  ['camila', card, { correcto: 'si' }],
  ['panaderia', company, { correcto: 'no' }],
  ['camila', { ...card, email: 'wrong' }, { email: 'otra@correo.example', celular: '40000005' }],
  ['panaderia', { ...company, email: 'wrong' }, { email: 'otra@correo.example', celular: '' }],
  ['camila', card, { accion: 'hoja' }],
  ['camila', { ...fresh, sheet: 'asked' }, { codigo: 'ABCD-EFGH-JKLM-NPQR' }],
  ['camila', { ...fresh, sheet: 'right', sheetCode: randomUUID() }, restore],
  ['camila', { question: 'answered' }, {}],
  ['camila', { ...card, email: 'right' }, {}],
  ['camila', { ...card, ...contacts }, {}],
  ['panaderia', { ...company, ...contacts }, {}],
  ['marie', { mailOnly: true, byMail: true }, {}],
  ['rosa', sent, {}],
  ['camila', contested, { accion: 'clave', clave: 'Quiltro-77' }],
  ['camila', { ...contested, coded: 'email' }, { accion: 'codigo', codigo: '123456' }],
  ['camila', { ...contested, owned: 'email' }, { clave: 'Copihue-88', clave2: 'Copihue-88' }],
];

/** Every page that a recovery under way can show, each of a recovery of its own. */
export async function recoveryForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const forms: OpenForm[] = [];
  for (const [who, known, fields] of stands) forms.push(await stepForm(scene, browser, cast[who], known, fields));
  return forms;
}

async function stepForm(scene: Scene, browser: string, account: Account, known: Known, fields: Fields) {
  const { recovery, path } = await beginAt(scene, browser, account, known);
  const asked = { paso: nextStep(recovery), accion: 'continuar', ...fields };
  const open = asked.paso === 'send' ? captchaFormAt : formAt;
  return open(scene, browser, 'recover-key', path, asked);
}

/** A recovery of which so much is known, and the address of its page. */
export async function beginAt({ deps }: Scene, browser: string, account: Account, known: Known) {
  const profile = account.profile as RecoveringProfile;
  const start = { question: 'none', cardAlways: false, card: false, mailOnly: false, byMail: false } as const;
  const whose = { profile, identifier: account.identifier, accountId: account.id };
  const recovery = { ...start, email: 'unasked', sent: false, ...whose, ...known } as const;
  const id = await deps.recoveries.begin(recovery, browser);
  return { recovery: { ...recovery, id }, path: `/recuperar/${profile}/${id}` };
}
