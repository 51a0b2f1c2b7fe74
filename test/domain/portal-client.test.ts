import test from 'ava';
import {
  assertMayDo,
  idOfPortalClient,
  mayDo,
  moved,
  type PortalAct,
  portalClientId,
  portalStates,
  type RevisionState,
} from '../../src/domain/portal-client.ts';
import { dueNotice, nextNotice, secretUntil, withSecret } from '../../src/domain/portal-secret.ts';

const statesOf = (act: PortalAct, role: Parameters<typeof mayDo>[1]) =>
  portalStates.filter((state) => mayDo(act, role, state));

test('who looks on changes nothing, who develops edits drafts and rotates secrets, who administers submits', (t) => {
  for (const act of ['edit', 'newSecret', 'endSecret', 'submit', 'withdraw', 'remove'] as const)
    t.deepEqual(statesOf(act, 'mira'), [], act);
  t.deepEqual(statesOf('see', undefined), []);
  t.deepEqual(statesOf('edit', 'desarrolla'), ['borrador']);
  t.deepEqual(statesOf('submit', 'desarrolla'), []);
  t.deepEqual(statesOf('submit', 'administra'), ['borrador']);
  t.deepEqual(statesOf('remove', 'administra'), ['borrador']);
  t.deepEqual(statesOf('newSecret', 'desarrolla'), ['borrador', 'en-revision', 'certificacion', 'produccion']);
  t.throws(() => assertMayDo('edit', 'mira', { state: 'borrador' }), { message: 'portal-role' });
  t.throws(() => assertMayDo('edit', 'administra', { state: 'produccion' }), { message: 'portal-served' });
});

test('a reviewed client changes by a revision: who develops writes it, who administers submits and ends it', (t) => {
  const may = (act: PortalAct, role: Parameters<typeof mayDo>[1], revision?: RevisionState) =>
    portalStates.filter((state) => mayDo(act, role, state, revision));
  const reviewed = ['certificacion', 'produccion'];
  t.deepEqual(may('revise', 'desarrolla'), reviewed);
  t.deepEqual(may('revise', 'administra', 'en-revision'), [], 'what is reviewed is not edited');
  t.deepEqual(may('revise', 'mira'), []);
  t.deepEqual(may('submitRevision', 'administra', 'borrador'), reviewed);
  for (const act of ['submitRevision', 'withdrawRevision', 'discardRevision'] as const) {
    t.deepEqual(may(act, 'administra'), [], `${act} without a revision`);
    t.deepEqual(may(act, 'desarrolla', act === 'withdrawRevision' ? 'en-revision' : 'borrador'), [], act);
  }
  t.deepEqual(may('contacts', 'desarrolla'), [...reviewed, 'suspendida']);
  t.deepEqual(may('institution', 'desarrolla'), []);
});

test('a client goes to production through review and certification alone', (t) => {
  t.is(moved('en-revision', 'certificacion'), 'certificacion');
  t.throws(() => moved('borrador', 'produccion'), { message: 'portal-state' });
  t.throws(() => moved('borrador', 'certificacion'), { message: 'portal-state' });
  t.throws(() => moved('en-revision', 'produccion'), { message: 'portal-state' });
});

test('the client id leads back to the id, and no other client id does', (t) => {
  const id = '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11';
  t.is(idOfPortalClient(portalClientId(id)), id);
  t.is(idOfPortalClient('p-libre'), undefined);
  t.is(idOfPortalClient(id), undefined);
});

test('notices of a secret are due 30 and 7 days before its end, each once', (t) => {
  const from = new Date('2026-03-01T12:00:00Z');
  const [secret] = withSecret([], 'aa', from);
  if (!secret) return t.fail();
  t.deepEqual(secret.until, secretUntil(from));
  const daysBefore = (days: number) => new Date(secret.until.getTime() - days * 86_400_000);
  t.is(dueNotice(secret, daysBefore(31)), undefined);
  t.is(dueNotice(secret, daysBefore(30)), 30);
  t.is(dueNotice({ ...secret, noticed: 30 }, daysBefore(20)), undefined);
  t.is(dueNotice({ ...secret, noticed: 30 }, daysBefore(7)), 7);
  t.is(dueNotice(secret, daysBefore(5)), 7);
  t.is(dueNotice({ ...secret, noticed: 7 }, daysBefore(1)), undefined);
  t.deepEqual(nextNotice([secret]), daysBefore(30));
  t.deepEqual(nextNotice([{ ...secret, noticed: 30 }]), daysBefore(7));
  t.is(nextNotice([{ ...secret, noticed: 7 }]), undefined);
});
