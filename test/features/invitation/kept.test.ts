/** What is kept of a request and of its invitation, while a mandate rests on them and after it. */
import test, { type ExecutionContext } from 'ava';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { yearAfter } from '../../../src/domain/mandate.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { returnInvitation } from '../../../src/features/invitation/use-cases/return-invitation.ts';
import { sendAgain } from '../../../src/features/my-account/use-cases/change-invitation.ts';
import { openWithRequester } from '../../helpers/facilitador.ts';
import { openReview } from '../../helpers/facilitador-review.ts';
import { applyTerms } from '../../helpers/files/terms.ts';
import { acceptBy, approve, invitationTo } from '../../helpers/invitations.ts';
import { DAY } from '../../helpers/recovery.ts';

const INES = 'ines@correo.example';

/** An invitation that was accepted, and its mandate. */
async function accepted(t: ExecutionContext) {
  const { app, ask } = await openWithRequester(t);
  const asked = await ask();
  await approve(app, asked);
  await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  const { facilitadorRequests: requests, facilitadorInvitations: invitations, mandates } = app.deps;
  await requests.change(asked.id, asked.version, () => ({ state: 'aprobada' }));
  const [mandate] = await mandates.ofOrganisation(asked.company.rut);
  if (!mandate) throw new Error('no mandate');
  const isKept = async () => [!!(await requests.find(asked.id)), !!(await invitations.find(asked.id))];
  return { app, request: asked, mandate, isKept };
}

test('[threat 441] request and invitation are kept while a mandate rests on them, and a year after its end', async (t) => {
  const { app, request, mandate, isKept } = await accepted(t);
  const { facilitadorInvitations, mandates } = app.deps;
  await app.deps.atomically(() => mandates.renew(mandate.id, yearAfter(mandate.until)));
  app.advance(400 * DAY);
  await applyTerms(app);
  t.deepEqual(await isKept(), [true, true]);
  t.truthy((await facilitadorInvitations.acceptedFor(request.data))?.nie, 'the person keeps the number');
  await app.deps.atomically(() => mandates.end(mandate.id, 'revocado'));
  app.advance(364 * DAY);
  await applyTerms(app);
  t.deepEqual(await isKept(), [true, true]);
  app.advance(2 * DAY);
  await applyTerms(app);
  t.deepEqual(await isKept(), [false, false]);
});

test('a request that no mandate rests on is kept as long as its invitation, and both a year', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const asked = await ask();
  const { facilitadorRequests: requests, facilitadorInvitations: invitations } = app.deps;
  await requests.change(asked.id, asked.version, () => ({ state: 'aprobada' }));
  await approve(app, asked);
  app.advance(200 * DAY);
  await app.deps.atomically(() => invitations.change(asked.id, ['enviada'], { state: 'retirada' }));
  app.advance(200 * DAY);
  await applyTerms(app);
  t.truthy(await requests.find(asked.id), 'the review stays beside what it led to');
  app.advance(170 * DAY);
  await applyTerms(app);
  t.is(await requests.find(asked.id), undefined);
  t.is(await invitations.find(asked.id), undefined);
});

test('who returns a request whose copies are erased is told so, and nothing changes', async (t) => {
  const { app, account, request, agent, reviewer, requestNow, caseNow } = await openReview(t);
  const reason = 'El pasaporte es de la persona y está vigente.';
  await proposeDecision(app.deps, agent, { outcome: 'acogida', reason });
  await confirmDecision(app.deps, reviewer);
  await sendNextInvitation(app.deps);
  app.advance(31 * DAY);
  await applyTerms(app);
  t.is(await app.deps.files.find(request.files.document), undefined);
  await sendAgain(app.deps, { account, actor: undefined } as never, request.id);
  await sendNextInvitation(app.deps);
  const token = (await invitationTo(app, INES))?.split('/').at(-1) ?? '';
  await t.throwsAsync(returnInvitation(app.deps, token, 'Mi apellido es otro.'), { message: 'invitation-return-late' });
  t.is((await requestNow()).state, 'aprobada');
  t.is(await caseNow(), undefined);
  t.is((await app.deps.facilitadorInvitations.find(request.id))?.state, 'enviada', 'it may still be accepted');
});
