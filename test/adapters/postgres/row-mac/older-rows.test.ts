/**
 * Whole older rows of members, marks, cases, invitations and records of clients, each with its own right MAC, put back by a hand that writes the
 * database.
 */
import test, { type ExecutionContext } from 'ava';
import { openMemberInvitation } from '../../../../src/account/member-link.ts';
import { oddRows } from '../../../../src/adapters/postgres/audit/versions.ts';
import { assignCase } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { auditResults } from '../../../../src/locales/es-CL/operator/audit.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { isRefused, overwrite, rowOf } from '../../../helpers/attack.ts';
import { openCamilasCase } from '../../../helpers/cases.ts';
import { openCompany } from '../../../helpers/companies.ts';
import { inviteBy, panaderiaNow } from '../../../helpers/members.ts';
import { platformIn } from '../../../helpers/platforms.ts';
import { accountNow, openWithCamila } from '../../../helpers/recovery.ts';
import { acceptStaff, openStaff } from '../../../helpers/staff.ts';

/** A row as it was before an act of the product, put back whole; the table and row that `verify` then names. */
async function putBackAfter(
  app: TestApp,
  { table, which }: { readonly table: string; readonly which: Readonly<Record<string, string>> },
  act: () => Promise<unknown>,
) {
  const before = await rowOf(app, table, which);
  await act();
  const after = await rowOf(app, table, which);
  await overwrite(app, table, which, before);
  return { before, after };
}

/** `verify` names this row, and nothing else. */
async function isNamed(t: ExecutionContext, app: TestApp, table: string, row: string): Promise<void> {
  const odd = await oddRows(app.raw);
  t.deepEqual(
    odd.map((one) => [one.table, one.row]),
    [[table, row]],
  );
  const [{ version, ...one } = { table, row, version: 0, known: 0 }] = odd;
  const said = auditResults['row-put-back']({ ...one, version: version ?? 0 });
  t.regex(said, new RegExp(`la fila ${row} de ${table} fue devuelta a un estado anterior`));
}

test('[threat 338] a suspended member, or one whose acceptance ended, whose old row is put back, opens nothing', async (t) => {
  for (const ends of ['suspend', 'endAcceptance', 'setRoles'] as const) {
    const app = await openWithCamila(t);
    const { member, browser } = await openStaff(app, { roles: ['revisor'] });
    const { id } = member;
    const acts = {
      suspend: () => app.deps.staff.suspend(id),
      endAcceptance: () => app.deps.staff.endAcceptance(id, { by: undefined, name: 'Iván', reason: 'No la conozco' }),
      setRoles: () => app.deps.staff.setRoles(id, ['agente']),
    };
    t.is((await browser.get(`${app.issuer}/mesa/casos`)).status, 200);
    t.deepEqual(await oddRows(app.raw), []);
    const { after } = await putBackAfter(app, { table: 'staff', which: { id } }, acts[ends]);
    await isRefused(t, 'staff', () => app.deps.staff.find(id), ends);
    t.is((await browser.get(`${app.issuer}/mesa/casos`)).status, 500, ends);
    await isRefused(t, 'staff', () => acceptStaff(app, id), 'no write makes it new again');
    await isNamed(t, app, 'staff', id);
    await overwrite(app, 'staff', { id }, after);
    t.deepEqual(await oddRows(app.raw), []);
  }
});

test('[threat 338] a member who is deleted is named', async (t) => {
  const app = await openWithCamila(t);
  const { member } = await openStaff(app);
  await app.raw.run((sql) => sql('staff').where({ id: member.id }).delete());
  t.like(await oddRows(app.raw), [{ table: 'staff', row: member.id, version: null }]);
});

test('[threat 338] the mark of an account, put back from before it was in force, or deleted, opens no sheet', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  const [askedBy] = [(await openStaff(app, { roles: ['auditor'] })).member.id];
  const step = (state: 'asked' | 'reserved') => app.deps.reservedAccounts.change(id, () => ({ state, askedBy }));
  await step('asked');
  const which = { account_id: id };
  const { after } = await putBackAfter(app, { table: 'reserved_accounts', which }, () => step('reserved'));
  await isRefused(t, 'reserved_accounts', () => app.deps.reservedAccounts.find(id), 'older');
  await isRefused(t, 'reserved_accounts', () => step('reserved'), 'no write makes it new again');
  await isNamed(t, app, 'reserved_accounts', id);
  await overwrite(app, 'reserved_accounts', which, after);
  await app.raw.run((sql) => sql('reserved_accounts').where(which).delete());
  t.is((await app.deps.reservedAccounts.find(id))?.state, 'reserved', 'it counts as in force');
  t.like(await oddRows(app.raw), [{ table: 'reserved_accounts', row: id, version: null }]);
  await step('reserved');
  t.deepEqual(await oddRows(app.raw), []);
});

test('[threat 338] a whole case that is put back takes no further step, and is named', async (t) => {
  const app = await openWithCamila(t);
  const { member } = await openStaff(app, { roles: ['revisor'] });
  const folio = await openCamilasCase(app, 'reclamo');
  const take = () => assignCase(app.deps, { folio, member: member.id }, member.id);
  await take();
  const { before } = await putBackAfter(app, { table: 'cases', which: { folio } }, take);
  await isRefused(t, 'cases', take, 'older');
  await isNamed(t, app, 'cases', String(before.id));
});

test('each write of a member is in the trail once, by the act that it belongs to or by one of its own', async (t) => {
  const app = await openWithCamila(t);
  const { member } = await openStaff(app);
  const carried = () =>
    app.raw.run<{ act: string; version: string }[]>((sql) =>
      sql('audit')
        .whereRaw("details ->> 'row' = ?", [`staff:${member.id}`])
        .orderBy('id')
        .select('act', sql.raw("details ->> 'rowVersion' as version")),
    );
  const before = (await carried()).length;
  await app.deps.atomically(async () => {
    await app.deps.staff.setRoles(member.id, ['revisor']);
    await app.deps.audit.record({ act: 'key.changed' });
    await app.deps.audit.record({ act: 'staff.roles-set' });
    await app.deps.audit.record({ act: 'staff.left' });
  });
  await app.deps.staff.suspend(member.id);
  t.deepEqual((await carried()).slice(before), [
    { act: 'staff.roles-set', version: String(before + 1) },
    { act: 'row.written', version: String(before + 2) },
  ]);
});

test('[threat 775] a withdrawn invitation of a member that is put back opens nothing, and a record of a client of before is not read', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openCompany(app);
  const { memberInvitations, platformRecords } = app.deps;
  const link = await inviteBy(app);
  const [{ id } = { id: '' }] = await memberInvitations.openOf((await panaderiaNow(app)).id, 1);
  const withdraw = () => memberInvitations.change(id, { state: 'retirada' });
  const invitation = await putBackAfter(app, { table: 'member_invitations', which: { id } }, withdraw);
  await isRefused(t, 'member_invitations', () => openMemberInvitation(app.deps, link), 'its link');
  await isRefused(t, 'member_invitations', withdraw, 'no write makes it new again');
  await isNamed(t, app, 'member_invitations', id);
  await overwrite(app, 'member_invitations', { id }, invitation.after);

  const { id: client_id } = await platformIn(app, 'certificacion');
  await platformRecords.change(client_id, ({ marks }) => ({ marks: { ...marks, pkce: { seen: app.deps.now() } } }));
  const reopen = () => platformRecords.change(client_id, () => ({ marks: {} }));
  const record = await putBackAfter(app, { table: 'platform_records', which: { client_id } }, reopen);
  await isRefused(t, 'platform_records', () => platformRecords.find(client_id), 'older');
  await isRefused(t, 'platform_records', reopen, 'no write makes it new again');
  await isNamed(t, app, 'platform_records', client_id);
  await overwrite(app, 'platform_records', { client_id }, record.after);
  t.deepEqual(await oddRows(app.raw), []);
});
