/** The invited person says that the data are wrong: the request that was approved is at the desk again. */
import test, { type ExecutionContext } from 'ava';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { answerWithRequest } from '../../../src/features/cases/use-cases/answer-request.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { observeRequest } from '../../../src/features/cases/use-cases/observe-request.ts';
import { appealDecision } from '../../../src/features/cases/use-cases/own-case.ts';
import { openInvitation } from '../../../src/features/invitation/use-cases/open-invitation.ts';
import { returnInvitation } from '../../../src/features/invitation/use-cases/return-invitation.ts';
import { caseStepText } from '../../../src/locales/es-CL/cases/steps.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { panaderiaContacts } from '../../helpers/companies.ts';
import { bundleOf, evidenceOf, seal, signed, verdict } from '../../helpers/evidence.ts';
import { openReview } from '../../helpers/facilitador-review.ts';
import { acceptBy, invitationOf, invitationTo } from '../../helpers/invitations.ts';
import { DAY, tokenIn } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const INES = 'ines@correo.example';
const WORDS = 'Mi segundo apellido es otro.';
const granted = { outcome: 'acogida', reason: 'El pasaporte es de la persona y está vigente.' } as const;
const rejected = { outcome: 'rechazada', reason: 'El pasaporte es de otra persona.' } as const;
const surname = {
  parts: [{ part: 'name', reason: 'El segundo apellido es otro.' }],
  text: 'Corrija el nombre.',
} as const;

/** A request that two people approved, whose invitation was sent. */
async function openInvited(t: ExecutionContext) {
  const review = await openReview(t);
  const { app, request, agent, reviewer } = review;
  const third = { folio: request.folio, member: (await member(app, ['revisor'], 'Talca')).id };
  /** Two people approve, and the link is sent. */
  const approve = async (first = agent, last = reviewer): Promise<string> => {
    await proposeDecision(app.deps, first, granted);
    await confirmDecision(app.deps, last);
    app.advance(60_000);
    await sendNextInvitation(app.deps);
    return (await invitationTo(app, INES)) ?? '';
  };
  return { ...review, third, approve, link: await approve() };
}

const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';

test('a returned request is reviewed anew, with the words of its person, and approved by another one with the same NIE', async (t) => {
  const { app, account, request, agent, reviewer, third, link, requestNow, caseNow } = await openInvited(t);
  const { nie, holder } = await invitationOf(app, request);
  t.truthy(nie);
  t.is(await caseNow(), undefined, 'what was granted closed at once');
  app.advance(2 * DAY);
  await returnInvitation(app.deps, tokenOf(link), WORDS);
  const one = await caseNow();
  t.like(one, {
    id: request.id,
    state: 'en-revision',
    assignee: undefined,
    about: { identifier: request.company.rut },
  });
  t.like(one?.returned, [{ reason: WORDS, decision: { by: [agent.member, reviewer.member] } }]);
  t.true((one?.dueAt.getTime() ?? 0) > app.deps.now().getTime() + 9 * DAY, 'a whole term');
  const queue = await app.deps.cases.page({ free: { but: [] } }, 10);
  t.deepEqual(
    queue.cases.map(({ folio }) => folio),
    [request.folio],
  );
  t.is((await requestNow()).state, 'en-revision');
  for (const file of Object.values(request.files)) t.is((await app.deps.files.find(file))?.endedAt, undefined);

  await observeRequest(app.deps, agent, surname);
  const { data, ...rest } = await requestNow();
  await answerWithRequest(app.deps, { ...rest, data: { ...data, name: { ...data.name, maternal: 'Condori' } } });
  await proposeDecision(app.deps, agent, granted);
  await isRefusedFor(t, 'decided-first', () => confirmDecision(app.deps, reviewer));
  await confirmDecision(app.deps, third);
  app.advance(60_000);
  await sendNextInvitation(app.deps);
  t.like(await invitationOf(app, request), { state: 'enviada', nie, holder, data: { name: { maternal: 'Condori' } } });
  t.not(await invitationTo(app, INES), link);
  t.is((await requestNow()).state, 'aprobada');
  t.is(await caseNow(), undefined);
  for (const { to, text } of await app.mailbox()) if (to === account.personal.email) t.notRegex(text, /apellido/);
});

test('the desk reads what the invited person wrote, on the case and beside the pixels; the company reads that it goes on', async (t) => {
  const { app, request, link } = await openInvited(t);
  await returnInvitation(app.deps, tokenOf(link), '<b>Mi segundo apellido</b> es otro.');
  const at = await openStaff(app, { roles: ['agente', 'revisor'], office: 'Arica' });
  const session = await app.deps.staffSessions.use(at.token);
  if (typeof session !== 'object') throw new Error('the session is over');
  const sheet = app.issuer + caseAddress(app.deps, { sessionId: session.id }, 'caso', request.folio);
  for (const { html, text } of [await at.browser.get(sheet), await at.browser.get(`${sheet}/copia/1`)]) {
    t.regex(text, /La persona invitada devolvió la solicitud/);
    t.regex(html, /&lt;b&gt;Mi segundo apellido&lt;\/b&gt; es otro\./);
    t.regex(text, /Se había aprobado porque El pasaporte es de la persona/);
  }
  t.is((await at.browser.get(`${sheet}/pixeles/1`)).headers.get('content-type'), 'image/png');
  t.regex((await at.browser.get(`${app.issuer}/mesa/casos`)).text, new RegExp(request.folio));

  const own = await openBrowser().get(`${app.issuer}/caso/${await tokenIn(app, panaderiaContacts.office, 'caso')}`);
  t.regex(own.text, /En revisión/);
  t.notRegex(own.text, /apellido/);
  const letters = await app.mailbox();
  t.true(letters.some(({ to, text }) => to === panaderiaContacts.office && /revisa la solicitud otra vez/.test(text)));
  t.regex(
    caseStepText({ by: 'invited', step: 'return' }, 'la clave de un facilitador extranjero'),
    /^La persona invitada avisó de un error/,
  );
});

test('four returns at once, and every later one, have one effect', async (t) => {
  const { app, request, link, caseNow } = await openInvited(t);
  const four = await Promise.allSettled(
    [1, 2, 3, 4].map((n) => returnInvitation(app.deps, tokenOf(link), `Razón ${n}`)),
  );
  t.is(four.filter(({ status }) => status === 'fulfilled').length, 1);
  t.is((await caseNow())?.returned?.length, 1);
  await t.throwsAsync(returnInvitation(app.deps, tokenOf(link), WORDS), { message: 'invitation-over' });
  const acts = await rowsOf(app, 'audit', { act: 'case.changed' });
  const steps = acts.map(({ details }) => (details as { readonly step?: string }).step);
  t.is(steps.filter((step) => step === 'return').length, 1);
  t.is((await rowsOf(app, 'audit', { act: 'invitation.returned' })).length, 1);
  t.is((await invitationOf(app, request)).state, 'devuelta');
});

test('who accepted returns nothing any more', async (t) => {
  const { app, link, caseNow, requestNow } = await openInvited(t);
  await acceptBy(app, link);
  await t.throwsAsync(returnInvitation(app.deps, tokenOf(link), WORDS), { message: 'invitation-over' });
  t.is(await caseNow(), undefined);
  t.is((await requestNow()).state, 'aprobada');
});

test('a returned request may be rejected, with its appeal, and then its files are not shown any more', async (t) => {
  const { app, account, request, agent, third, link, requestNow, caseNow } = await openInvited(t);
  await returnInvitation(app.deps, tokenOf(link), WORDS);
  await proposeDecision(app.deps, agent, rejected);
  await confirmDecision(app.deps, third);
  t.is((await requestNow()).state, 'rechazada');
  const at = { folio: request.folio, account: account.id, actor: request.askedBy.subject };
  await appealDecision(app.deps, at, 'El pasaporte es de ella, de verdad.');
  t.is((await caseNow())?.state, 'en-revision');
  const fourth = { folio: request.folio, member: (await member(app, ['agente'], 'Arica')).id };
  const fifth = { folio: request.folio, member: (await member(app, ['revisor'], 'Iquique')).id };
  await proposeDecision(app.deps, fourth, rejected);
  await confirmDecision(app.deps, fifth);
  for (const file of Object.values(request.files))
    t.like(await app.deps.files.find(file), { state: 'rechazado', reason: 'revision' });
  t.like(await openInvitation(app.deps, tokenOf(link)), { over: 'vencida' });
});

test('[threat 449] three returns are the most: the fourth changes nothing, and the invitation stands', async (t) => {
  const { app, request, agent, reviewer, third, approve, link, caseNow } = await openInvited(t);
  let last = link;
  for (const who of [third, reviewer, third]) {
    await returnInvitation(app.deps, tokenOf(last), WORDS);
    last = await approve(agent, who);
  }
  await t.throwsAsync(returnInvitation(app.deps, tokenOf(last), WORDS), { message: 'invitation-returned-often' });
  t.is((await invitationOf(app, request)).state, 'enviada');
  t.is(await caseNow(), undefined);
});

test('a case that is not kept any more is opened anew, with the words', async (t) => {
  const { app, request, link, caseNow } = await openInvited(t);
  await app.database.run((sql) => sql('cases').where({ id: request.id }).delete());
  await returnInvitation(app.deps, tokenOf(link), WORDS);
  t.like(await caseNow(), { id: request.id, state: 'en-revision', returned: [{ reason: WORDS }] });
});

test('the evidence of a returned case has what was decided before, and words that were changed are noticed', async (t) => {
  const { app, request, agent, third, link } = await openInvited(t);
  await returnInvitation(app.deps, tokenOf(link), WORDS);
  await proposeDecision(app.deps, agent, granted);
  await confirmDecision(app.deps, third);
  await seal(app);
  const text = await bundleOf(app, request.folio);
  const { intact, text: said } = verdict(text);
  t.true(intact, said);
  const evidence = evidenceOf(text);
  const [back] = evidence.case?.returned ?? [];
  t.like(back, { reason: WORDS, decision: { outcome: 'acogida' } });
  if (evidence.case && back) {
    const other = { ...evidence, case: { ...evidence.case, returned: [{ ...back, reason: 'Otra cosa.' }] } };
    t.false(verdict(signed(other)).intact);
    t.false(verdict(signed({ ...evidence, case: { ...evidence.case, returned: [] } })).intact);
  }
});
