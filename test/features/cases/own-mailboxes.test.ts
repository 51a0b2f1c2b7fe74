/** Which mailboxes of an organisation keep which members of the desk from its cases. */
import test from 'ava';
import { parseEmail } from '../../../src/domain/email.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { askNaming } from '../../../src/features/cases/use-cases/name-body.ts';
import { askSuspension } from '../../../src/features/cases/use-cases/suspend-at-desk.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { openTestApp } from '../../helpers/app.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { platformIn, platformNow, visitor } from '../../helpers/platforms.ts';
import { atDesk, naming, words } from '../../helpers/public-bodies.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const { deps } = app;

let first: StaffMember;
let second: StaffMember;
let third: StaffMember;
test.before(async () => {
  first = await member(app, ['agente']);
  second = await member(app, ['revisor'], 'Maule');
  third = await member(app, ['revisor'], 'Talca');
});

const at = (client: string, { id }: StaffMember) => ({ client, member: id, visitor: visitor() });
const urgent = { reason: 'uso-indebido', now: true } as const;

test('[threat 760] a contact in the domain of the agency keeps no member from suspending the client', async (t) => {
  const technicalContacts = [{ name: 'Nadie', email: parseEmail(`nadie@${first.email.split('@')[1]}`) }];
  const { id } = await platformIn(app, 'produccion', { technicalContacts });
  const folio = await askSuspension(deps, at(id, second), urgent);
  t.is((await platformNow(app, id)).state, 'suspendida');
  await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: words });
  await actOnCase(deps, { folio, member: third.id }, { action: 'confirm' });
  t.is((await platformNow(app, id)).suspension?.until, undefined);
});

test('[threat 760] a member who is a contact of a client by the own mailbox decides nothing of it', async (t) => {
  const { id } = await platformIn(app, 'produccion', { technicalContacts: [{ name: 'Yo', email: second.email }] });
  await isRefusedFor(t, 'own-case', () => askSuspension(deps, at(id, second), urgent));
  await askSuspension(deps, at(id, third), urgent);
  t.is((await platformNow(app, id)).state, 'suspendida');
});

test('[threat 761] a member whose own mailbox would get the invitation of a public body decides nothing', async (t) => {
  const own = { ...naming, email: third.email };
  await isRefusedFor(t, 'own-case', () => askNaming(deps, atDesk(third), own));
  const folio = await askNaming(deps, atDesk(second), own);
  await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: words });
  await isRefusedFor(t, 'own-case', () => actOnCase(deps, { folio, member: third.id }, { action: 'confirm' }));
  t.deepEqual(await deps.memberInvitations.openOf(undefined, 10), []);
});
