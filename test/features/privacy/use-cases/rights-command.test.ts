import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { liftBlock, liftBlockAtDesk } from '../../../../src/account/lift-block.ts';
import type { RightKind } from '../../../../src/domain/rights.ts';
import { answerRight } from '../../../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../../../src/features/privacy/use-cases/ask-right.ts';
import { extendRight } from '../../../../src/features/privacy/use-cases/extend-right.ts';
import { letterOf } from '../../../../src/features/privacy/use-cases/letter-link.ts';
import { readRight, reviewRight } from '../../../../src/features/privacy/use-cases/review-right.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openCompany } from '../../../helpers/companies.ts';
import { provedAs } from '../../../helpers/proved.ts';
import {
  accountNow,
  actsOf,
  camila,
  coded,
  DAY,
  messagesTo,
  openAppFor,
  openWithCamila,
  owner,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { again, camilaIn, panaderiaIn } from '../../../helpers/rights.ts';
import { withinMs } from '../../../helpers/within-ms.ts';

const DESK = 'mesa-7';
const granted = { decision: 'acogida', reasons: '' } as const;
const refused = { decision: 'rechazada', reasons: 'La ley obliga a conservarlo (art. 7).' } as const;

async function ask(app: TestApp, kind: RightKind = 'rectificacion') {
  const here = await camilaIn(app);
  const asked = { kind, detail: 'Mi apellido está mal', proved: provedAs(here.account) };
  return (await askRight(app.deps, here, asked, owner)).request;
}

/**
 * Locks the row of Camila's account, with what `first` does to it, until the returned function is called. A row that is
 * only locked goes to those that wait in the order in which they came; of one that was changed, the second may overtake.
 */
async function lockAccount(app: TestApp, first: 'nothing' | 'freeze'): Promise<() => Promise<void>> {
  const { id } = await accountNow(app);
  const { promise: free, resolve } = Promise.withResolvers<void>();
  const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
  const held = app.deps.atomically(async () => {
    await app.deps.accounts.lock(id);
    if (first === 'freeze') await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'congelada' }));
    isLocked();
    await free;
  });
  await locked;
  return async () => {
    resolve();
    await held;
  };
}

/** Waits until so many transactions wait for a lock: they get it in the order in which they came. */
async function waiting(app: TestApp, count: number): Promise<void> {
  const waits = `select count(*)::int from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  for (const end = Date.now() + withinMs(20_000); Date.now() < end; await sleep(10)) {
    const { rows } = await app.raw.run<{ rows: [{ count: number }] }>((sql) => sql.raw(waits));
    if (rows[0].count === count) return;
  }
  throw new Error(`${count} transactions were to wait`);
}

test('a block that is lifted while it is refused ends once, and neither of the two fails', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app, 'bloqueo');
  const release = await lockAccount(app, 'nothing');
  const lifted = liftBlockAtDesk(app.deps, request, { by: DESK, reasons: 'Lo pidió en persona.' });
  await waiting(app, 1);
  const answered = answerRight(app.deps, request.id, refused, DESK);
  await waiting(app, 2);
  await release();
  t.deepEqual(await Promise.all([lifted, answered]), [true, true]);
  t.is((await accountNow(app)).state, 'activa');
  t.is((await actsOf(app)).filter((act) => act === 'right.lifted').length, 1);
});

test('an account that is stopped while its suppression is granted is not closed', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app, 'supresion');
  const release = await lockAccount(app, 'freeze');
  const answered = coded(answerRight(app.deps, request.id, granted, DESK));
  await waiting(app, 1);
  await release();
  t.is(await answered, 'account-frozen');
  t.is((await accountNow(app)).state, 'congelada');
  t.is((await app.deps.rights.find(request.id))?.state, 'recibida');
});

test('an extension and an answer in one moment wait for each other, and neither fails', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app);
  const release = await lockAccount(app, 'nothing');
  const extended = extendRight(app.deps, request.id, 'Falta un dato.', DESK);
  await waiting(app, 1);
  const answered = answerRight(app.deps, request.id, granted, DESK);
  await waiting(app, 2);
  await release();
  t.deepEqual(await Promise.all([extended, answered]), [true, true]);
  const [row] = await app.database.run<{ details: object }[]>((sql) => sql('audit').where({ act: 'right.answered' }));
  t.like(row?.details, { late: false });
});

test('beginning to look at a request, and reading it, are recorded in the trail', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app);
  t.true(await reviewRight(app.deps, request.id, DESK));
  t.false(await reviewRight(app.deps, request.id, 'mesa-8'));
  t.is((await readRight(app.deps, request, 'mesa-8')).detail, 'Mi apellido está mal');
  const rows = await app.database.run<{ act: string; account_id: string; details: { by: string } }[]>((sql) =>
    sql('audit').whereIn('act', ['right.read', 'right.reviewed']).orderBy('id'),
  );
  t.deepEqual(
    rows.map(({ act, details }) => [act, details.by]),
    [
      ['right.reviewed', DESK],
      ['right.read', 'mesa-8'],
    ],
  );
  t.is(rows[0]?.account_id, request.accountId);
});

test('the reasons of an extended term and of an ended block are sealed, for the page and the copy', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app);
  await extendRight(app.deps, request.id, 'Esperamos a la plataforma.', DESK);
  const block = await ask(app, 'bloqueo');
  await liftBlockAtDesk(app.deps, block, { by: DESK, reasons: 'Ya se corrigió.' });
  t.is((await app.deps.rights.wordsOf(request.id)).extension, 'Esperamos a la plataforma.');
  t.is((await app.deps.rights.wordsOf(block.id)).lifting, 'Ya se corrigió.');
  const rows = await app.database.run<Record<string, unknown>[]>((sql) => sql('right_requests'));
  t.notRegex(
    JSON.stringify(rows.map((row) => String(row.extension_reasons) + String(row.lift_reasons))),
    /Esperamos|corrig/,
  );
});

test('the mailbox of a company is notified of an answer or an extension, not of what the person who asked reads', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const rosa = await panaderiaIn(app, '44.000.001-0');
  const { request } = await askRight(app.deps, rosa, { kind: 'oposicion', detail: 'Mi nombre' }, owner);
  const secret = 'Su segundo apellido es Díaz.';
  await extendRight(app.deps, request.id, secret, DESK);
  await answerRight(app.deps, request.id, { decision: 'rechazada', reasons: secret }, DESK);
  const [answer, extension] = await messagesTo(app, 'contacto@panaderia.example');
  for (const mail of [answer, extension]) {
    t.false(mail?.text.includes('Díaz') || mail?.html.includes('Díaz'), mail?.subject);
    t.true(mail?.text.includes(`${app.issuer}/cuenta/solicitudes/${request.folio}`), mail?.text);
  }
  t.regex(answer?.text ?? '', /No acogimos[\s\S]*la lee solo quien hizo la solicitud[\s\S]*30 días hábiles/);
  t.is((await app.deps.rights.wordsOf(request.id)).reasons, secret);
});

test('the mail of an answer to a stopped company leads to what opens the account, and has no letter', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const rosa = await panaderiaIn(app, '44.000.001-0');
  const { request } = await askRight(app.deps, rosa, { kind: 'oposicion', detail: 'Mi nombre' }, owner);
  await app.database.run((sql) => sql('accounts').where({ id: rosa.account.id }).update({ state: 'congelada' }));
  await answerRight(app.deps, request.id, refused, DESK);
  const [answer] = await messagesTo(app, 'contacto@panaderia.example');
  t.regex(answer?.text ?? '', /cédula de un representante legal vigente/);
  t.true(answer?.text.includes(`${app.issuer}/recuperar/juridica`), answer?.text);
  t.false(answer?.text.includes('/derechos/carta'));
});

test('a granted access says where the copy is fetched', async (t) => {
  const app = await openWithCamila(t);
  await answerRight(app.deps, (await ask(app, 'acceso')).id, granted, DESK);
  t.true((await messagesTo(app, camila.email))[0]?.text.includes(`${app.issuer}/cuenta/datos/descarga`));
  await answerRight(app.deps, (await ask(app, 'acceso')).id, refused, DESK);
  t.false((await messagesTo(app, camila.email))[0]?.text.includes('/descarga'));
});

test('the mail that grants a block says that it is in force, and its link lifts it with the key', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app, 'bloqueo');
  await answerRight(app.deps, request.id, granted, DESK);
  t.regex((await messagesTo(app, camila.email))[0]?.text ?? '', /El bloqueo sigue vigente/);
  const letter = await letterOf(app.deps, await tokenIn(app, camila.email, 'derechos/carta'));
  const token = String(letter?.block);
  t.is(await coded(liftBlock(app.deps, { token, ...again() }, owner)), 'done');
  const second = await ask(app, 'bloqueo');
  await liftBlockAtDesk(app.deps, second, { by: DESK, reasons: 'Lo pidió en persona.' });
  await answerRight(app.deps, second.id, granted, DESK);
  t.notRegex((await messagesTo(app, camila.email))[0]?.text ?? '', /sigue vigente/, 'one that ended before');
});

test('a late answer says by when it was due', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app);
  app.advance(31 * DAY);
  await answerRight(app.deps, request.id, granted, DESK);
  const due = request.dueOn.split('-').reverse().join('-');
  t.true((await messagesTo(app, camila.email))[0]?.text.includes(`Debimos responderle a más tardar el ${due}.`));
});

test('after an account was closed its holder still gets the answers to earlier requests', async (t) => {
  const app = await openWithCamila(t);
  const first = await ask(app);
  await answerRight(app.deps, (await ask(app, 'supresion')).id, granted, DESK);
  await answerRight(app.deps, first.id, refused, DESK);
  const [mail] = await messagesTo(app, camila.email);
  t.true(mail?.subject.includes(first.folio));
  t.true(mail?.text.includes(refused.reasons));
  t.false(mail?.text.includes('/cuenta'), 'no page that a closed account enters');
});

test('a request whose account is erased is answered all the same, and notifies no contact', async (t) => {
  const app = await openWithCamila(t);
  const request = await ask(app);
  await app.mailbox();
  await app.database.run((sql) => sql('accounts').where({ id: request.accountId }).delete());
  t.true(await answerRight(app.deps, request.id, granted, DESK));
  t.is((await app.database.run<object[]>((sql) => sql('outbox').where({ kind: 'right-answered' }))).length, 0);
});
