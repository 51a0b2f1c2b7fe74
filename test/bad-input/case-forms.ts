import { randomBytes } from 'node:crypto';
import type { Account } from '../../src/domain/account.ts';
import { answerDue, type RightKind, rightFolio } from '../../src/domain/rights.ts';
import { dayOf } from '../../src/domain/working-days.ts';
import { caseAddress } from '../../src/features/cases/tickets.ts';
import { confirmDecision, proposeDecision } from '../../src/features/cases/use-cases/decide-case.ts';
import { assignCase, attestDocument } from '../../src/features/cases/use-cases/work-on-case.ts';
import { askedByRosa } from '../helpers/proof/desk.ts';
import type { Cast } from './cast.ts';
import { deskForm, newColleague } from './desk-form.ts';
import type { OpenForm } from './open-form.ts';
import { opened } from './own-case-forms.ts';
import type { Scene } from './scene.ts';

const texto = 'Revise la visita del martes';
const said = { llamada: 'confirmo', contacto: 'celular', texto };

/** What each form of the page of a case is filled in with; «version» is added. */
const acts = {
  draft: { accion: 'draft', texto, resultado: 'rechazada' },
  give: { accion: 'hand-over', motivo: 'carga' },
  ask: { accion: 'ask', texto },
  propose: { accion: 'propose', texto, resultado: 'acogida', otros: 'Los leímos: son de ella' },
  confirm: { accion: 'confirm' },
  call: { accion: 'call', ...said },
  preview: { accion: 'decide', texto, resultado: 'rechazada', fundamento: 'datos-exactos' },
  answer: { accion: 'decide', texto, resultado: 'rechazada', fundamento: 'funcion-legal', revisado: 'si' },
  lift: { accion: 'lift', fin: 'La persona lo pidió en la oficina' },
} as const satisfies Record<string, OpenForm['fields']>;

/**
 * Every form about a case: its reason, its page in each state that has a form of its own, its file, and answered
 * rights.
 */
export async function caseForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { rosa, pedro, camila, juana, marie, jorge } = cast;
  const complaint = await opened(scene, rosa, 'reclamo');
  const answered = await answeredBlock(scene, juana);
  const receiver = await newColleague(scene, 'Talca');
  const form = (folio: string, page: 'abrir' | 'caso', fields: OpenForm['fields'], rest = '') =>
    deskForm(scene, browser, (here) => caseAddress(scene.deps, here, page, folio) + rest, fields);
  const act = async (folio: string, fields: OpenForm['fields']) =>
    form(folio, 'caso', { ...fields, version: await versionOf(scene, folio) });
  return [
    await form(complaint, 'abrir', { motivo: 'resolver' }),
    await form(complaint, 'caso', { motivo: 'revisar' }, '/expediente'),
    await form(complaint, 'caso', { zona: 'P<CHL', accion: 'comparar', version: '1' }, '/copia/1'),
    await deskForm(scene, browser, '/mesa/casos/respondidos', { folio: answered }),
    await act(complaint, acts.draft),
    await act(await opened(scene, pedro, 'reclamo'), { ...acts.give, a_quien: receiver.id }),
    await act(await opened(scene, marie, 'reclamo'), acts.ask),
    await act(await attested(scene, rosa), acts.propose),
    await act(await proposed(scene, camila), acts.confirm),
    await act(await drawn(scene, pedro), acts.call),
    await act(await takenRight(scene, jorge, 'rectificacion'), acts.preview),
    await act(await takenRight(scene, jorge, 'oposicion'), acts.answer),
    await act(answered, acts.lift),
  ];
}

/** The version that the page of the case shows. */
async function versionOf({ deps }: Scene, folio: string): Promise<string> {
  const one = await deps.cases.findKept(folio);
  if (!one) throw new Error('the case is not kept');
  return String(one.version);
}

/** A case of a lost mailbox, whose document was seen. */
async function attested(scene: Scene, account: Account): Promise<string> {
  const folio = await opened(scene, account, 'correo-perdido');
  const { id: member } = await newColleague(scene, 'Temuco');
  const seen = { document: 'pasaporte', number: 'P1234567', expires: '2035-01-01' };
  await attestDocument(scene.deps, { folio, member }, seen, askedByRosa);
  return folio;
}

/** The same, which a member proposes to grant. */
async function proposed(scene: Scene, account: Account): Promise<string> {
  const folio = await attested(scene, account);
  const { id: member } = await newColleague(scene, 'Maule');
  const others = 'Los leímos: son de ella';
  await proposeDecision(scene.deps, { folio, member }, { outcome: 'acogida', reason: 'Vimos el documento.', others });
  return folio;
}

/** The same, confirmed and drawn: its person is called first. */
async function drawn(scene: Scene, account: Account): Promise<string> {
  const folio = await proposed(scene, account);
  const { id: member } = await newColleague(scene, 'Talca');
  const cases = { ...scene.deps.cases, drawsCallBack: () => true };
  await confirmDecision({ ...scene.deps, cases }, { folio, member });
  return folio;
}

/** A request for a right that waits for its answer. */
async function askedRight({ deps }: Scene, { id: accountId }: Account, kind: RightKind): Promise<string> {
  const asked = { kind, folio: rightFolio(randomBytes(8)), accountId, actor: undefined, detail: 'Un error' } as const;
  const request = await deps.rights.open({ ...asked, dueOn: answerDue(kind, dayOf(new Date())) });
  if (!request) throw new Error('the account has a block in force');
  return request.folio;
}

/** The same, under review. */
async function takenRight(scene: Scene, account: Account, kind: RightKind): Promise<string> {
  const folio = await askedRight(scene, account, kind);
  const { id: member } = await newColleague(scene, 'Temuco');
  await assignCase(scene.deps, { folio, member }, member);
  return folio;
}

/** A block that was granted and is in force. */
async function answeredBlock(scene: Scene, account: Account): Promise<string> {
  const folio = await askedRight(scene, account, 'bloqueo');
  const { rights, accounts } = scene.deps;
  const request = await rights.findByFolio(folio);
  await rights.answer(request?.id ?? '', { decision: 'acogida', reasons: 'Queda bloqueada.' });
  await accounts.change(account.id, (latest) => ({ ...latest, state: 'suspendida' }));
  return folio;
}
