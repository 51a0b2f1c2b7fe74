import { randomUUID } from 'node:crypto';
import { cedulaCodeTicket } from '../../src/account/cedula-code.ts';
import type { Account } from '../../src/domain/account.ts';
import type { CedulaSerial } from '../../src/domain/cedula.ts';
import type { Rut } from '../../src/domain/rut.ts';
import type { LinkPurpose } from '../../src/ports/accounts.ts';
import type { PendingChangeKind } from '../../src/ports/pending-changes.ts';
import type { ProvisionalKind } from '../../src/ports/provisional-keys.ts';
import type { Cast } from './cast.ts';
import { invitationForms } from './invitation-forms.ts';
import { formAt, type OpenForm } from './open-form.ts';
import { ownCaseForms } from './own-case-forms.ts';
import { beginAt } from './recovery-forms.ts';
import type { Scene } from './scene.ts';

const DAY_MS = 24 * 3_600_000;
/** When a pending change is due. */
export const tomorrow = (): Date => new Date(Date.now() + DAY_MS);

/** Every form behind a link in a message, with a valid link. */
export async function linkForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { camila, marie } = cast;
  const waits = await waiting(scene, camila, 'replace-contacts');
  const { recovery } = await beginAt(scene, browser, marie, { mailOnly: true });
  const form = async (name: string, path: string, purpose: LinkPurpose, { id }: Account, about?: string) =>
    formAt(scene, browser, name, path, { token: await scene.deps.links.issue(purpose, id, tomorrow(), about) });
  return [
    await form('confirm-email', '/confirmar', 'confirm-email', await pending(scene, camila)),
    await form('confirm-email', '/confirmar/otra', 'confirm-email', await pending(scene, camila)),
    await form('confirm-representative', '/confirmar-representante', 'confirm-representative', cast.panaderia),
    await form(
      'stop-recreation',
      '/clave-antigua',
      'recreation',
      camila,
      await waiting(scene, camila, 'legacy-recreation'),
    ),
    formAt(scene, browser, 'confirm-mobile', '/confirmar/celular/x', { accion: 'enviar' }),
    await form('request-state', '/solicitud', 'hold', camila, waits),
    await form('confirm-contact', '/confirmar-contacto', 'confirm-contact', camila, waits),
    await form('disavow', '/no-fui-yo', 'disavow', cast.panaderia),
    await callForm(scene, browser, camila),
    ...(await invitationForms(scene, cast, browser)),
    ...(await ownCaseForms(scene, cast, browser)),
    await form('revert-contacts', '/revertir', 'revert-contacts', cast.pedro, await replaced(scene, cast.pedro)),
    await form('recover-key', '/recuperar/correo', 'mailbox', marie, recovery.id),
    await signInLinkForm(scene, browser, camila),
    await disputeForm(scene, browser, camila),
    await chooseKeyForm(scene, browser, camila, 'code'),
    await chooseKeyForm(scene, browser, cast.jorge, 'link'),
    cedulaCodeForm(scene, browser, camila),
  ];
}

/** The page that sends a code before a card is shown; its sealed ticket stands in the address. */
function cedulaCodeForm(scene: Scene, browser: string, { id, identifier }: Account): OpenForm {
  const asked = { accountId: id, who: `natural:${identifier}`, page: '/recuperar/natural' };
  const path = `/codigo-cedula/${cedulaCodeTicket(scene.deps, asked)}`;
  return formAt(scene, browser, 'cedula-code', path, { accion: 'continuar', codigo: '123456' });
}

/** The page of a contest's notice, where the card is shown. */
async function disputeForm(scene: Scene, browser: string, account: Account) {
  const about = await waiting(scene, account, 'contest');
  const token = await scene.deps.links.issue('contest', account.id, tomorrow(), about);
  return formAt(scene, browser, 'answer-contest', '/disputa', { token, serie: 'B51A23456' });
}

/** A registration that waits for its mail, by a person who has no account. */
export async function pending({ deps, hashes }: Scene, { personal }: Account): Promise<Account> {
  const who = { profile: 'natural', kind: 'RUN', identifier: '44000004-5' as Rut, identidad: 'declarada' } as const;
  return deps.accounts.add({ ...who, id: randomUUID(), personal, keyHash: hashes.key, simulado: true });
}

/** A pending change in its waiting period. */
export async function waiting({ deps }: Scene, { id }: Account, kind: PendingChangeKind): Promise<string> {
  const card = { run: '44000003-7' as Rut, serial: 'B51A23456' as CedulaSerial };
  const hold = await deps.pendingChanges.open({ kind, folio: 'CS-PRUE-BA22', accountId: id, dueAt: tomorrow(), card });
  if (!hold) throw new Error('another one waits');
  return hold.id;
}

async function replaced(scene: Scene, account: Account): Promise<string> {
  const id = await waiting(scene, account, 'replace-contacts');
  await scene.deps.pendingChanges.end(id, 'done', { undo: { ...account.personal, question: account.question } });
  return id;
}

/** The page by which a holder says whether they telephone, with a check that waits. */
async function callForm(scene: Scene, browser: string, account: Account): Promise<OpenForm> {
  const { deps } = scene;
  const accountId = account.id;
  const id = randomUUID();
  const contact = { contact: 'email', masked: 'c•••@c•••.example', message: randomUUID() } as const;
  const numbers = { said: '47', offered: ['18', '29', '47', '63'] };
  await deps.deskCalls.add({ id, accountId, memberId: randomUUID(), office: 'Temuco', ...contact, numbers });
  const token = await deps.links.issue('desk-call', accountId, tomorrow(), id, { contact: account.personal.email });
  return formAt(scene, browser, 'caller-check', '/llamada', { token, numero: '47' });
}

/** The link that a sign-in without script sends; its token stands in the address. */
async function signInLinkForm(scene: Scene, browser: string, { id }: Account): Promise<OpenForm> {
  const token = await scene.deps.links.issue('sign-in', id, tomorrow());
  return formAt(scene, browser, 'open-sign-in-link', `/correo-de-ingreso/${token}`, { accion: 'seguir' });
}

/** The page of the link that `segura` sends, with a code and, after the waiting period, without. */
async function chooseKeyForm(scene: Scene, browser: string, { id }: Account, kind: 'code' | 'link') {
  const key = await sentProvisional(scene, id, kind);
  const token = await scene.deps.links.issue('recover-key', id, tomorrow(), key);
  const fields = { codigo: '123456', clave: 'Otra frase, que recien eligio', clave2: 'Otra frase, que recien eligio' };
  return formAt(scene, browser, 'recover-by-link', `/recuperar/clave/${token}`, fields);
}

/** What a recovery sent, with its messages dispatched. */
export async function sentProvisional(scene: Scene, accountId: string, kind: ProvisionalKind): Promise<string> {
  const { provisionalKeys } = scene.deps;
  const id = randomUUID();
  const mail = await sentMail(scene);
  await provisionalKeys.put({ id, accountId, kind, keyHash: scene.hashes.key, proved: true, mail, sms: mail });
  return id;
}

/** A message that was sent. */
export async function sentMail({ deps, query }: Scene): Promise<string> {
  const mail = await deps.notifier.pretend('recovery-link', 'mail', 'nobody');
  await query('update outbox set sent_at = created_at where id = $1', [mail]);
  return mail;
}
