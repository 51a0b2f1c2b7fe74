/** Two people review a company's request for a foreign facilitador: its states, what was reviewed, and who decides. */
import test from 'ava';
import { parseEmail } from '../../../src/domain/email.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { answerWithRequest } from '../../../src/features/cases/use-cases/answer-request.ts';
import { compareMrz } from '../../../src/features/cases/use-cases/compare-mrz.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { endCasesByTime } from '../../../src/features/cases/use-cases/end-by-time.ts';
import { observeRequest } from '../../../src/features/cases/use-cases/observe-request.ts';
import { appealDecision, withdrawCase } from '../../../src/features/cases/use-cases/own-case.ts';
import { askPerson, assignCase, keepDraft } from '../../../src/features/cases/use-cases/work-on-case.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { askWithCase, openReview } from '../../helpers/facilitador-review.ts';
import { png } from '../../helpers/files/images.ts';
import { receive } from '../../helpers/files/receive.ts';
import { passportZone } from '../../helpers/mrz.ts';
import { DAY } from '../../helpers/recovery.ts';
import { addPeople } from '../../helpers/sign-ins.ts';
import { openStaff } from '../../helpers/staff.ts';
import { attack } from '../../helpers/tampered.ts';

const granted = { outcome: 'acogida', reason: 'El pasaporte es de la persona y está vigente.' } as const;
const rejected = { outcome: 'rechazada', reason: 'El pasaporte es de otra persona.' } as const;
const blurred = {
  parts: [{ part: 'documentFile', reason: 'La foto está borrosa.' }],
  text: 'La foto está borrosa.',
} as const;

test('a request has the state of its case, and what is sent back comes back corrected', async (t) => {
  const { app, account, request, agent, requestNow, caseNow } = await openReview(t);
  t.is((await requestNow()).state, 'en-revision', 'a member took it');
  await t.throwsAsync(observeRequest(app.deps, agent, { parts: [], text: '' }), { message: 'parts-missing' });
  await isRefusedFor(t, 'wrong-state', () => askPerson(app.deps, agent, 'Envíe otra foto, por favor.'));
  await observeRequest(app.deps, agent, blurred);
  t.like(await requestNow(), { state: 'observada', observed: blurred.parts, digest: request.digest });
  const sent = await receive(app, await png(), { owner: { accountId: account.id }, purpose: 'documento-facilitador' });
  const observed = await requestNow();
  await answerWithRequest(app.deps, { ...observed, files: { ...observed.files, document: sent.id } });
  const corrected = await requestNow();
  t.like(corrected, { state: 'en-revision', observed: [] });
  t.not(corrected.digest, request.digest);
  t.like(await caseNow(), { state: 'en-revision', copy: { file: sent.id, sha256: corrected.digest } });
  t.truthy((await app.deps.files.find(request.files.document))?.endedAt, 'the replaced file is released');
});

test('a request is sent back three times at most, and then decided', async (t) => {
  const { app, agent, requestNow } = await openReview(t);
  for (let round = 0; round < 3; round += 1) {
    await observeRequest(app.deps, agent, blurred);
    await answerWithRequest(app.deps, await requestNow());
  }
  await isRefusedFor(t, 'rounds-over', () => observeRequest(app.deps, agent, blurred));
  t.is((await requestNow()).state, 'en-revision');
});

test('a rejected request may be reviewed again by others; then its files are not shown any more', async (t) => {
  const { app, account, request, agent, reviewer, requestNow } = await openReview(t);
  await proposeDecision(app.deps, agent, rejected);
  await confirmDecision(app.deps, reviewer);
  t.is((await requestNow()).state, 'rechazada');
  t.is((await app.deps.files.find(request.files.declaration))?.endedAt, undefined, 'it may be asked for again');
  const at = { folio: request.folio, account: account.id, actor: request.askedBy.subject };
  await appealDecision(app.deps, at, 'La foto es de ella, con otro peinado.');
  t.is((await requestNow()).state, 'en-revision');
  await isRefusedFor(t, 'decided-first', () => proposeDecision(app.deps, agent, rejected));
  const other = { ...agent, member: (await member(app, ['agente', 'revisor'], 'Arica')).id };
  const last = { ...agent, member: (await member(app, ['revisor'], 'Talca')).id };
  await proposeDecision(app.deps, other, rejected);
  await confirmDecision(app.deps, last);
  t.is((await requestNow()).state, 'rechazada');
  for (const file of Object.values(request.files))
    t.like(await app.deps.files.find(file), { state: 'rechazado', reason: 'revision' });
});

test('a request that is withdrawn, or that the company does not correct, is over', async (t) => {
  const { app, account, ask, request, agent, requestNow } = await openReview(t);
  await observeRequest(app.deps, agent, blurred);
  await app.advance(31 * DAY);
  await endCasesByTime(app.deps);
  t.is((await requestNow()).state, 'rechazada');
  t.truthy((await app.deps.files.find(request.files.document))?.endedAt);
  const second = await askWithCase(app.deps, ask);
  await withdrawCase(app.deps, { folio: second.folio, account: account.id, actor: second.askedBy.subject });
  t.is((await app.deps.facilitadorRequests.find(second.id))?.state, 'rechazada');
});

test('[threat 430] what was reviewed is what is approved: a file or a datum that was replaced in between is not', async (t) => {
  const { app, account, agent, reviewer, requestNow, caseNow } = await openReview(t);
  await proposeDecision(app.deps, agent, granted);
  t.is((await caseNow())?.proposal?.reviewed, (await requestNow()).digest);
  await isRefusedFor(t, 'wrong-state', async () => answerWithRequest(app.deps, await requestNow()));
  const { id, version, files, data } = await requestNow();
  const sent = await receive(app, await png(), { owner: { accountId: account.id }, purpose: 'documento-facilitador' });
  const { facilitadorRequests: requests } = app.deps;
  await requests.change(id, version, () => ({ files: { ...files, document: sent.id } }));
  await isRefusedFor(t, 'copy-changed', () => confirmDecision(app.deps, reviewer));
  await requests.change(id, version + 1, () => ({ files, data: { ...data, country: 'BO' } }));
  await isRefusedFor(t, 'copy-changed', () => confirmDecision(app.deps, reviewer));
  await requests.change(id, version + 2, () => ({ data }));
  const { document } = files;
  const [kept] = await rowsOf(app, 'files', { id: document });
  const [other] = await rowsOf(app, 'files', { id: files.declaration });
  const put = (sha256: unknown) =>
    attack(app, 'update files set sha256 = :sha256 where id = :document', { sha256, document });
  await put(other?.sha256);
  await t.throwsAsync(confirmDecision(app.deps, reviewer));
  await put(kept?.sha256);
  await app.deps.files.release(document);
  await isRefusedFor(t, 'copy-changed', () => confirmDecision(app.deps, reviewer));
  t.is((await requestNow()).state, 'en-revision');
});

test('who approves a request queues its invitation, in the same transaction', async (t) => {
  const { app, account, agent, reviewer, requestNow } = await openReview(t);
  await proposeDecision(app.deps, agent, granted);
  await confirmDecision(app.deps, reviewer);
  t.is((await requestNow()).state, 'aprobada');
  const { id } = await requestNow();
  const [queued] = await app.deps.facilitadorInvitations.ofCompany(account.id, { limit: 20 });
  t.like(queued, { id, state: 'por-enviar' });
});

test('[threat 432] who asked, who represents the company and who has a mailbox of it does not decide', async (t) => {
  const { app, agent, reviewer } = await openReview(t);
  const refused = async (why: 'own-case' | 'of-company', given: { run?: string; email?: string }) => {
    const { member: who } = await openStaff(app, { roles: ['agente', 'revisor'], office: 'Arica', ...given });
    const at = { ...agent, member: who.id };
    await isRefusedFor(t, why, () => assignCase(app.deps, at, who.id));
    await isRefusedFor(t, why, () => proposeDecision(app.deps, at, granted));
    await isRefusedFor(t, why, () => observeRequest(app.deps, at, blurred));
  };
  await refused('own-case', { run: parseRun('44.000.001-0') });
  await refused('of-company', { email: 'elisa@ventas.panaderia.example' });
  await proposeDecision(app.deps, agent, rejected);
  const { member: insider } = await openStaff(app, { roles: ['revisor'], email: 'ivan@panaderia.example' });
  await isRefusedFor(t, 'of-company', () => confirmDecision(app.deps, { ...reviewer, member: insider.id }));
  await confirmDecision(app.deps, reviewer);
});

test('[threat 607] a member whose own account, as a person, has a mailbox of the company does not decide, nor read it', async (t) => {
  const { app, agent, reviewer } = await openReview(t);
  await proposeDecision(app.deps, agent, granted);
  const [run = ''] = await addPeople(app, 1);
  const { member: insider } = await openStaff(app, { roles: ['revisor'], run });
  const at = { ...reviewer, member: insider.id };
  const own = await app.deps.accounts.findByIdentifier('natural', insider.run);
  await app.deps.accounts.change(own?.id ?? '', (latest) => ({
    ...latest,
    personal: { ...latest.personal, email: parseEmail('ana@ventas.panaderia.example') },
  }));
  await isRefusedFor(t, 'of-company', () => confirmDecision(app.deps, at));
  await isRefusedFor(t, 'of-company', () => keepDraft(app.deps, at, 'Se ve bien.'));
  await confirmDecision(app.deps, reviewer);
});

test('[threat 433] another request for the same document is found, however its number is written, with the rejected ones', async (t) => {
  const { app, ask, request, agent, reviewer } = await openReview(t);
  await proposeDecision(app.deps, agent, rejected);
  await confirmDecision(app.deps, reviewer);
  const second = await askWithCase(app.deps, ask, 'otra@correo.example');
  const { facilitadorRequests: requests } = app.deps;
  t.like(await requests.ofSameDocument(second), [{ folio: request.folio, state: 'rechazada' }]);
  const spaced = { ...second.data, document: { ...second.data.document, number: 'XA 123-456' } };
  t.is((await requests.ofSameDocument({ id: second.id, data: spaced })).length, 1);
  const other = { ...second.data, country: 'BO' };
  t.deepEqual(await requests.ofSameDocument({ id: second.id, data: other }), []);
});

test('[threat 434] a zone of another passport, or with another birth date, approves nothing', async (t) => {
  const { app, agent, request } = await openReview(t);
  const compare = (typed: string) => compareMrz(app.deps, agent, { typed, reviewed: request.digest });
  for (const other of [{ number: 'XA123457' }, { born: '880228' }]) {
    await compare(passportZone(other));
    await isRefusedFor(t, 'mrz-other', () => proposeDecision(app.deps, agent, granted));
  }
  await compare(passportZone({ ends: '120415' }));
  await isRefusedFor(t, 'document-over', () => proposeDecision(app.deps, agent, granted));
  const read = await compare(passportZone());
  t.like(read.copy?.mrz, { wrong: [], number: true, born: true, names: true });
  await proposeDecision(app.deps, agent, granted);
});
