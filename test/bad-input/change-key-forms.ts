import type { Account } from '../../src/domain/account.ts';
import { nextKeyChangeStep } from '../../src/domain/key-change.ts';
import type { RecoveringProfile } from '../../src/domain/recovery.ts';
import type { StoredKeyChange } from '../../src/ports/key-changes.ts';
import { beginForms, pathOf, REPRESENTATIVE } from './begin-forms.ts';
import { actorOf, type Cast } from './cast.ts';
import { tomorrow } from './link-forms.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

type Known = Partial<StoredKeyChange>;
type Fields = Readonly<Record<string, string>>;
type Stand = readonly [who: keyof Cast, known: Known, fields: Fields];

const NAME = 'change-key';
const beginners = {
  natural: '44.000.005-3',
  juridica: '54.000.103-0',
  migrante: '199.000.002-2',
  facilitador: '199.000.001-4',
} as const;

const mailed: Known = { mailOnly: true };
const opened: Known = { mailOnly: true, byMail: true };
const proved: Known = { proved: true };
const done: Known = { done: true, outcome: { reference: 'CS-PRUE-BA22', at: '2026-01-02T03:04:05.000Z' } };

/** Where a change of key may stand: whose it is, what is known, and what the page asks. */
const stands = (chosen: Fields): readonly Stand[] => [
  ['maria', mailed, {}],
  ['maria', opened, { clave: KEY }],
  ['corporacion', opened, { clave: KEY, rut_representante: REPRESENTATIVE }],
  ['maria', proved, chosen],
  ['maria', { ...opened, ...proved }, chosen],
  ['maria', proved, { ...chosen, accion: 'correo' }],
  ['corporacion', proved, chosen],
  ['marie', proved, chosen],
  ['facilitador', proved, chosen],
  ['rosa', done, {}],
];

/** Every page of Cambiar CS, each of a change of its own. */
export async function changeKeyForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const clave = scene.deps.policy.asksQuestion ? 'Quiltro-79' : 'Un quiltro en la plaza 79';
  const forms: OpenForm[] = [];
  for (const [who, known, fields] of stands({ clave, clave2: clave }))
    forms.push(await stepForm(scene, browser, cast[who], known, fields));
  const { id } = await beginAt(scene, browser, cast.maria, mailed);
  const token = await scene.deps.links.issue('mailbox', cast.maria.id, tomorrow(), id);
  const mailbox = formAt(scene, browser, NAME, pathOf(NAME, 'correo'), { token });
  return [...(await beginForms(scene, browser, NAME, beginners)), ...forms, mailbox];
}

async function stepForm(scene: Scene, browser: string, account: Account, known: Known, fields: Fields) {
  const change = await beginAt(scene, browser, account, known);
  const asked = { paso: nextKeyChangeStep(change), accion: 'continuar', ...fields };
  const withCaptcha = asked.paso === 'choose' && asked.accion !== 'correo' && !change.byMail;
  const open = withCaptcha && !scene.deps.policy.captchaFirst ? captchaFormAt : formAt;
  return open(scene, browser, NAME, pathOf(NAME, change.profile, change.id), asked);
}

/** A change of which so much is known; a user who was sent a provisional key proved that one. */
async function beginAt(scene: Scene, browser: string, account: Account, known: Known): Promise<StoredKeyChange> {
  const { keyChanges, provisionalKeys } = scene.deps;
  const { id: accountId, identifier, keyHash } = account;
  const proof = known.proved && {
    keyHash,
    provisionalId: (await provisionalKeys.outstanding(accountId))?.id,
    actor: (await actorOf(scene, account))?.subject,
  };
  const start = { proved: false, mailOnly: false, byMail: false, done: false } as const;
  const whose = { profile: account.profile as RecoveringProfile, identifier, accountId };
  const change = { ...start, ...whose, ...proof, ...known };
  return { ...change, id: await keyChanges.begin(change, browser) };
}
