import type { Account } from '../../src/domain/account.ts';
import { nextUpdateStep } from '../../src/domain/data-update.ts';
import type { RecoveringProfile } from '../../src/domain/recovery.ts';
import type { StoredDataUpdate } from '../../src/ports/data-updates.ts';
import { beginForms, pathOf, REPRESENTATIVE } from './begin-forms.ts';
import { actorOf, type Cast } from './cast.ts';
import { tomorrow } from './link-forms.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import { ANSWER, KEY, type Scene } from './scene.ts';

type Known = Partial<StoredDataUpdate>;
type Fields = Readonly<Record<string, string>>;
type Stand = readonly [who: keyof Cast, known: Known, fields: Fields];

const NAME = 'update-data';
const beginners = {
  natural: '44.000.002-9',
  juridica: '54.000.001-8',
  migrante: '199.000.001-4',
  facilitador: '199.000.001-4',
} as const;

const address: Fields = { calle: 'Los Boldos', numero: '7', block: '', departamento: '', comuna: '13101' };
const shared: Fields = { ...address, email: 'otra@correo.example' };
const phones: Fields = { telefono_particular: '223456789', telefono_trabajo: '' };
const person: Fields = { ...shared, ...phones, region: '13', celular: '40000099', sin_celular: '' };
const company: Fields = { ...shared, telefono: '223456789', celular_representante: '40000001' };

const mailed: Known = { mailOnly: true };
const opened: Known = { mailOnly: true, byMail: true };
const proved: Known = { proved: true };
const outcome = { atOnce: true, reference: 'CS-PRUE-BA22', at: '2026-01-02T03:04:05.000Z' } as const;

/** Where an update may stand: whose it is, what is known, and what the page asks. */
const stands: readonly Stand[] = [
  ['marie', mailed, {}],
  ['pedro', opened, { clave: KEY }],
  ['panaderia', opened, { clave: KEY, rut_representante: REPRESENTATIVE }],
  ['jorge', { ...proved, factor: 'asked' }, { codigo: '123456' }],
  ['pedro', { ...proved, question: 'asked' }, { pregunta: '1', respuesta: ANSWER }],
  ['pedro', proved, person],
  ['pedro', { ...opened, ...proved, draft: person }, person],
  ['pedro', proved, { ...person, accion: 'correo' }],
  ['panaderia', proved, company],
  ['panaderia', proved, { ...company, accion: 'representantes' }],
  ['marie', proved, { ...person, celular: '', sin_celular: '1' }],
  ['facilitador', proved, person],
  ['rosa', { done: true, outcome }, {}],
];

/** Every page of Actualizar datos, each of an update of its own. */
export async function updateDataForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const forms: OpenForm[] = [];
  for (const [who, known, fields] of stands) forms.push(await stepForm(scene, browser, cast[who], known, fields));
  const { id } = await beginAt(scene, browser, cast.pedro, mailed);
  const token = await scene.deps.links.issue('mailbox', cast.pedro.id, tomorrow(), id);
  const mailbox = formAt(scene, browser, NAME, pathOf(NAME, 'correo'), { token });
  return [...(await beginForms(scene, browser, NAME, beginners)), ...forms, mailbox];
}

async function stepForm(scene: Scene, browser: string, account: Account, known: Known, fields: Fields) {
  const update = await beginAt(scene, browser, account, known);
  const asked = { paso: nextUpdateStep(update), accion: 'continuar', ...fields };
  const withCaptcha = asked.paso === 'data' && asked.accion === 'continuar' && !update.byMail;
  const open = withCaptcha && !scene.deps.policy.captchaFirst ? captchaFormAt : formAt;
  return open(scene, browser, NAME, pathOf(NAME, update.profile, update.id), asked);
}

/** An update of which so much is known. */
async function beginAt(scene: Scene, browser: string, account: Account, known: Known): Promise<StoredDataUpdate> {
  const { id: accountId, identifier, keyChangedAt } = account;
  const representative = (await actorOf(scene, account))?.run;
  const proof = known.proved && { keyChangedAt: keyChangedAt.toISOString(), representative };
  const start = { proved: false, question: 'none', mailOnly: false, byMail: false, done: false } as const;
  const whose = { profile: account.profile as RecoveringProfile, identifier, accountId };
  const update = { ...start, ...whose, ...proof, ...known };
  return { ...update, id: await scene.deps.dataUpdates.begin(update, browser) };
}
