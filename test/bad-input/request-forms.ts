import { randomBytes } from 'node:crypto';
import type { Account } from '../../src/domain/account.ts';
import type { Email } from '../../src/domain/email.ts';
import type { Phone } from '../../src/domain/phone.ts';
import { answerDue, rightFolio } from '../../src/domain/rights.ts';
import { dayOf } from '../../src/domain/working-days.ts';
import type { PendingUpdate } from '../../src/ports/pending-changes.ts';
import type { Cast } from './cast.ts';
import { sentMail, tomorrow } from './link-forms.ts';
import { formAt, type OpenForm } from './open-form.ts';
import { CODE, KEY, type Scene } from './scene.ts';

const update: PendingUpdate = {
  replaces: ['email', 'mobile'],
  contacts: { email: 'otra@correo.example' as Email, mobile: '+56940000099' as Phone },
  hastens: true,
  question: null,
};

/** Forms of requests that have a link: an update that codes apply at once, a copy of data, a block to lift. */
export async function requestForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const codes = { accion: 'confirmar', codigo_correo: CODE, codigo_celular: CODE };
  const now = (token: string, fields: OpenForm['fields']) =>
    formAt(scene, browser, 'request-state', '/solicitud/ahora', { token, ...fields });
  const withKey = (name: string, path: string, fields: OpenForm['fields']) =>
    formAt(scene, browser, name, path, { ...fields, actual: KEY });
  return [
    now(await asked(scene, cast.jorge), { accion: 'enviar' }),
    now(await withCodes(scene, cast.rosa), codes),
    withKey('export-link', `/descarga/${await copyOf(scene, cast.pedro)}`, { accion: 'json' }),
    withKey('right-link', `/derechos/${await blockOf(scene, cast.luis)}`, {}),
  ];
}

/** An update that waits: the token of its page. */
async function asked(scene: Scene, account: Account): Promise<string> {
  const { pendingChanges, links } = scene.deps;
  const of = { folio: 'CS-PRUE-BA22', accountId: account.id, dueAt: tomorrow() };
  const pending = await pendingChanges.open({ kind: 'update-contacts', update, ...of });
  if (!pending) throw new Error('another update waits');
  return links.issue('hold', account.id, tomorrow(), pending.id);
}

/** The same, with the new e-mail confirmed and both codes sent. */
async function withCodes(scene: Scene, account: Account): Promise<string> {
  const { pendingChanges, contactCodes } = scene.deps;
  const token = await asked(scene, account);
  const holdId = (await pendingChanges.waiting(account.id, 'update-contacts'))?.id ?? '';
  await pendingChanges.confirm(holdId);
  for (const contact of update.replaces)
    await contactCodes.put({ holdId, contact, codeHash: scene.hashes.code, message: await sentMail(scene) });
  return token;
}

async function copyOf({ deps }: Scene, { id: accountId }: Account): Promise<string> {
  await deps.exports.open({ accountId, actor: undefined, device: 'Chrome en Linux' });
  const [copy] = await deps.exports.list(accountId);
  if (!copy) throw new Error('no copy of data');
  await deps.exports.finish(copy.id, { json: '{}', html: '<p>Copia</p>' }, tomorrow());
  return deps.links.issue('export', accountId, tomorrow(), copy.id);
}

async function blockOf({ deps }: Scene, { id: accountId }: Account): Promise<string> {
  const kind = 'bloqueo';
  const request = { kind, folio: rightFolio(randomBytes(8)), accountId, actor: undefined, detail: 'Un error' } as const;
  const block = await deps.rights.open({ ...request, dueOn: answerDue(kind, dayOf(new Date())) });
  await deps.accounts.change(accountId, (latest) => ({ ...latest, state: 'suspendida' }));
  return deps.links.issue('right', accountId, tomorrow(), block?.id);
}
