import { columnsOf, numberMarks, sealedPerson } from '../../../src/adapters/postgres/cases/case-row.ts';
import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import type { CaseKind } from '../../../src/domain/cases/kinds/kinds.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { between, type Person } from '../person.ts';
import { days, type Maker, type Row, sha256 } from './made.ts';

/** One account in so many has a case. */
const EVERY = 500;
const kinds = ['correo-perdido', 'factor-perdido', 'cedula-vencida', 'reclamo'] as const satisfies readonly CaseKind[];

/** Cases of the desk, with what belongs to each. */
export const caseMakers: readonly Maker[] = [
  { table: 'cases', make: ofSome(caseOf) },
  { table: 'case_messages', make: ofSome(messageOf) },
  { table: 'case_evidence', make: ofSome(evidenceOf) },
  { table: 'case_drafts', make: ofSome(draftOf) },
];

function ofSome(row: (person: Person, secrets: KeyMaterial) => Row): Maker['make'] {
  return (person, secrets) => (person.n % EVERY === 7 ? [row(person, secrets)] : []);
}

/** A number of another table of one case, always the same. */
export function idOf({ account }: Person, what: string): string {
  const hex = sha256(`${what}:${account.id}`).toString('hex');
  return [8, 12, 16, 20, 32].map((end, place) => hex.slice([0, 8, 12, 16, 20][place], end)).join('-');
}

/** One in five waits; of the others the number is erased. */
function caseOf(person: Person, secrets: KeyMaterial): Row {
  const { account, chance, now } = person;
  const id = idOf(person, 'case');
  const waits = chance.happens(0.2);
  const opened = between(days(now, waits ? -30 : -365), days(now, waits ? 0 : -30), chance);
  const begun = newCase({ kind: chance.pick(kinds), openedBy: 'person' }, opened);
  const one = waits ? begun : Object.assign({}, begun, { state: 'vencida' as const, closedAt: days(opened, 30) });
  const row = {
    id,
    folio: `CS-${id.slice(0, 13)}`,
    kind: one.kind,
    content: waits ? sealedPerson(id, account, secrets) : null,
    opened_at: opened,
    account_id: account.id,
    claim: secrets.hmacs('cases', 'claim', one.kind, 'account', account.id)[0],
    number_hmac: waits ? numberMarks(account, secrets)[0] : null,
  };
  return Object.assign(row, columnsOf(id, 1, one, secrets));
}

function messageOf(person: Person, secrets: KeyMaterial): Row {
  const id = idOf(person, 'case-message');
  const content = secrets.seal('Venga con su cédula a cualquier oficina.', `case-message:${id}`);
  const member = idOf(person, 'member');
  return { id, case_id: idOf(person, 'case'), author: 'staff', member, content, at: person.now };
}

function evidenceOf(person: Person, secrets: KeyMaterial): Row {
  const id = idOf(person, 'case-evidence');
  const [number_hmac] = secrets.hmacs('cases', 'document', 'cedula', id);
  const content = secrets.seal(JSON.stringify({ document: 'cedula', expires: '2030-01-01' }), `case-evidence:${id}`);
  const [person_hmac] = secrets.hmacs('cases', 'person', id);
  const [mail_hmac] = secrets.hmacs('cases', 'mail', id);
  const whose = { case_id: idOf(person, 'case'), member: idOf(person, 'member'), person_hmac };
  return { id, ...whose, number_hmac, content, at: person.now, mail_hmac, mobile_hmac: null };
}

function draftOf(person: Person, secrets: KeyMaterial): Row {
  const [case_id, member] = [idOf(person, 'case'), idOf(person, 'member')];
  const content = secrets.seal('Vi la cédula y', `case-draft:${case_id}:${member}`);
  return { case_id, member, content, at: person.now };
}
