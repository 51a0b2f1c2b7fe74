import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { between, type Person } from '../person.ts';
import { bodyMandatesOf } from './body-tables.ts';
import { caseMakers, idOf } from './case-tables.ts';
import { days, type Maker, type Row, some } from './made.ts';

/** A folio that no other person has. */
export const folioOf = ({ n, chance }: Person): string => `${n.toString(36)}-${chance.bytes(4).toString('hex')}`;

/** One account in so many brings a client of the portal. */
const PORTAL_EVERY = 2000;

/** What people ask of the agency: copies of their data, rights, and cases of the desk. */
export const deskMakers: readonly Maker[] = [
  { table: 'exports', make: exportOf },
  { table: 'right_requests', make: some(0.005, rightOf) },
  ...caseMakers,
  { table: 'desk_reasons', make: some(0.01, reasonOf) },
  { table: 'desk_calls', make: some(0.002, callOf) },
  { table: 'files', make: some(0.01, fileOf) },
  { table: 'mandates', make: mandatesOf },
  { table: 'member_invitations', make: some(0.001, memberInvitationOf) },
  { table: 'portal_clients', make: ofPortal(portalClientOf) },
  { table: 'platform_records', make: ofPortal(platformRecordOf) },
  { table: 'machines', make: some(0.0005, machineOf) },
  { table: 'facilitador_requests', make: some(0.01, requestOf) },
  { table: 'facilitador_invitations', make: some(0.005, invitationOf) },
];

function reasonOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const content = JSON.stringify({ reason: 'llamada', words: 'Llamó porque no recuerda su clave' });
  return {
    id,
    account_id: account.id,
    content: secrets.seal(content, `desk-reason:${account.id}:${id}`),
    created_at: between(days(now, -1800), now, chance),
  };
}

function exportOf({ account, chance, now }: Person, secrets: KeyMaterial): readonly Row[] {
  if (!chance.happens(0.002)) return [];
  const id = chance.uuid();
  const asked = between(days(now, -7), now, chance);
  const waits = chance.happens(0.01);
  const content = waits ? null : secrets.seal(JSON.stringify({ json: '{}', html: '' }), `export:${id}`);
  const row = {
    id,
    account_id: account.id,
    device: 'Chrome en Windows',
    content,
    asked_at: asked,
    try_at: asked,
    ready_at: waits ? null : asked,
    expires_at: days(asked, 7),
  };
  return [row];
}

function rightOf(person: Person): Row {
  const { account, chance, now } = person;
  const asked = between(days(now, -1800), now, chance);
  const answered = chance.happens(0.98) ? days(asked, 10) : null;
  return {
    id: chance.uuid(),
    folio: folioOf(person),
    account_id: account.id,
    kind: chance.pick(['acceso', 'rectificacion', 'supresion', 'oposicion']),
    state: answered ? 'respondida' : 'recibida',
    decision: answered ? 'acogida' : null,
    ground: null,
    asked_at: asked,
    due_on: days(asked, 30).toISOString().slice(0, 10),
    answered_at: answered,
  };
}

/** One in ten was refused, and one in ten was never answered. */
function callOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const sent = between(days(now, -90), now, chance);
  const state = chance.happens(0.8) ? 'confirmada' : chance.pick(['negada', 'enviada']);
  const numbers = { said: '47', offered: ['18', '29', '47', '63'] };
  const content = { office: 'Temuco', contact: 'email', masked: 'p•••@s•••.cl', message: chance.uuid(), numbers };
  return {
    id,
    account_id: account.id,
    member_id: chance.uuid(),
    state,
    content: secrets.seal(JSON.stringify(content), `desk-call:${id}`),
    sent_at: sent,
    opened_at: null,
    ended_at: state === 'enviada' ? null : sent,
  };
}

/** Of three in four the review has ended; parts are not made, which are read by the id of their file alone. */
function fileOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const received = between(days(now, -30), now, chance);
  return {
    id,
    account_id: account.id,
    client_id: null,
    purpose: 'copia-migrante',
    kind: 'jpeg',
    bytes: 100_000,
    sha256: Buffer.from(chance.bytes(32)),
    pages: 1,
    state: 'limpio',
    reason: null,
    content: secrets.seal('pasaporte.jpg', `file-name:${id}`),
    received_at: received,
    kept_at: received,
    ended_at: chance.happens(0.75) ? received : null,
    try_at: received,
  };
}

function mandateOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const begins = between(days(now, -300), now, chance);
  return {
    id,
    account_id: account.id,
    organisation: '54000109-K',
    scope: 'facilitador',
    source: 'FE-0000-0000',
    content: secrets.seal(JSON.stringify({ razonSocial: 'Capacitación Cordillera SpA' }), `mandate:${id}`),
    begins_at: begins,
    until_at: days(begins, 365),
    ended_at: null,
    reason: null,
  };
}

/** A client of an organisation comes with its record. */
function ofPortal(row: (person: Person, secrets: KeyMaterial) => Row): Maker['make'] {
  return (person, secrets) => (person.n % PORTAL_EVERY === 11 ? [row(person, secrets)] : []);
}

function platformRecordOf(person: Person, secrets: KeyMaterial): Row {
  const id = idOf(person, 'portal-client');
  const record = { folios: {}, marks: { pkce: { seen: person.now } } };
  return {
    client_id: id,
    content: secrets.seal(JSON.stringify(record), `platform-record:${id}`),
    changed_at: person.now,
    version: 1,
  };
}

function portalClientOf(person: Person, secrets: KeyMaterial): Row {
  const { chance, now } = person;
  const id = idOf(person, 'portal-client');
  const changed = between(days(now, -360), now, chance);
  const contact = { name: 'Ana Rojas', email: 'ana@cordillera.example' };
  const data = {
    name: 'Aula Cordillera',
    native: false,
    redirectUris: ['https://aula.cordillera.example/vuelta'],
    postLogoutRedirectUris: [],
    authMethod: 'client_secret_basic',
    idTokenAlg: 'ES256',
    scopes: [{ scope: 'openid', reason: '' }],
    purpose: 'Inscribir a las personas en los cursos',
    legalBasis: 'Contrato de capacitación',
    technicalContacts: [contact],
    institutionalContact: contact,
  };
  const content = {
    razonSocial: 'Capacitación Cordillera SpA',
    sector: 'rut-54000109-k',
    data,
    secrets: [],
    comments: [],
  };
  return {
    id,
    organisation: '54000109-K',
    state: 'borrador',
    content: secrets.seal(JSON.stringify(content), `portal-client:${id}`),
    notice_at: null,
    created_at: changed,
    changed_at: changed,
    version: 1,
  };
}

/** A person is a facilitador, a member of a company or of a public body, or mostly nothing of it. */
function mandatesOf(person: Person, secrets: KeyMaterial): readonly Row[] {
  const ofCompanies = [mandateOf, membershipOf].flatMap((make) => some(0.002, make)(person, secrets));
  return [...ofCompanies, ...bodyMandatesOf(person, secrets)];
}

/** A member of a company, whom its representative let in. */
function membershipOf(person: Person, secrets: KeyMaterial): Row {
  const { chance } = person;
  const source = `representante:${chance.uuid()}`;
  return { ...mandateOf(person, secrets), scope: chance.pick(['administra', 'desarrolla', 'mira']), source };
}

/** Half of them were accepted; the content is sealed, and read by its own row alone. */
function memberInvitationOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const at = between(days(now, -30), now, chance);
  return {
    id,
    account_id: account.id,
    state: chance.happens(0.5) ? 'aceptada' : chance.pick(['enviada', 'retirada']),
    sending: chance.uuid(),
    content: secrets.seal('{}', `member-invitation:${id}`),
    created_at: at,
    changed_at: at,
    expires_at: days(at, 3),
    version: 1,
  };
}

/** A machine of an organisation, with one secret. */
function machineOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const from = between(days(now, -300), now, chance);
  const credential = {
    number: 1,
    label: 'servidor 1',
    kind: 'secret',
    hash: chance.bytes(32).toString('hex'),
    from,
    until: days(from, 365),
    by: { accountId: account.id },
  };
  const content = {
    razonSocial: 'Capacitación Cordillera SpA',
    name: 'Servidor de matrículas',
    apis: [{ identifier: 'https://api-cursos.example', scopes: ['cursos:leer'] }],
    credentials: [credential],
    last: 1,
  };
  return {
    id,
    organisation: '54000109-K',
    content: secrets.seal(JSON.stringify(content), `machine:${id}`),
    notice_at: days(from, 335),
    created_at: from,
    changed_at: from,
    version: 1,
  };
}

/** Three in four are over; their content is sealed, and read by its own row alone. */
function requestOf(person: Person, secrets: KeyMaterial): Row {
  const { account, chance, now } = person;
  const id = chance.uuid();
  const asked = between(days(now, -365), now, chance);
  // Of a year's requests those of the last two weeks are not decided.
  const over = chance.happens(0.96);
  return {
    id,
    folio: `FE-${folioOf(person)}`,
    account_id: account.id,
    actor: chance.uuid(),
    state: over ? chance.pick(['aprobada', 'rechazada']) : 'recibida',
    mailbox_hmac: Buffer.from(chance.bytes(32)),
    document_hmac: Buffer.from(chance.bytes(32)),
    digest: Buffer.from(chance.bytes(32)),
    content: secrets.seal('{}', `facilitador-request:${id}`),
    created_at: asked,
    changed_at: asked,
    ended_at: over ? asked : null,
    version: 1,
  };
}

/** One that was accepted; its content is sealed, and read by its own row alone. */
function invitationOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const at = between(days(now, -365), now, chance);
  return {
    id,
    account_id: account.id,
    state: 'activada',
    document_hmac: Buffer.from(chance.bytes(32)),
    sending: chance.uuid(),
    content: secrets.seal('{}', `facilitador-invitation:${id}`),
    created_at: at,
    changed_at: at,
    expires_at: at,
    ended_at: at,
    try_at: at,
  };
}
