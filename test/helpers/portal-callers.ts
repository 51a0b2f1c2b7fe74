import { randomUUID } from 'node:crypto';
import { actFor } from '../../src/account/representation.ts';
import type { Account } from '../../src/domain/account.ts';
import { acrValues } from '../../src/domain/acr-values.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { delegatedBy, type MemberRole } from '../../src/domain/member-role.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { Mandate, Organisation } from '../../src/ports/mandates.ts';
import type { TestApp } from './app.ts';
import { openBrowser } from './browser.ts';
import { pedro, rosa } from './client-app.ts';
import { openCompany, panaderia } from './companies.ts';
import { cordillera, losAndes } from './facilitadores.ts';
import { giveFactor, personNow } from './members.ts';
import { type SignedIn, signedInAt } from './own-session.ts';
import { visitorFrom } from './registration.ts';

const from = visitorFrom('198.51.100.7');
const YEAR_MS = 365 * 86_400_000;

/** Every kind of caller of the pages of an organisation, which is Panadería Los Andes; `by key` without a factor. */
export const callerNames = [
  'nobody',
  'person of none',
  'administra elsewhere',
  'company elsewhere',
  'mira',
  'desarrolla',
  'administra',
  'administra by key',
  'company',
  'company by key',
] as const;

export type CallerName = (typeof callerNames)[number];

export interface Caller {
  readonly name: CallerName;
  /** What it is in Panadería Los Andes in its session; undefined for a stranger. */
  readonly role: MemberRole | undefined;
  readonly isCompany: boolean;
  readonly isSignedIn: boolean;
  readonly key: string;
  /** Signed in at Desarrolladores, and at Mi cuenta. */
  readonly desarrolladores: SignedIn;
  readonly cuenta: SignedIn;
}

/** The callers, and what pages of members are about. */
export interface PortalScene {
  readonly callers: readonly Caller[];
  /** The account of Panadería Los Andes. */
  readonly company: Account;
  /** A membership of the other company. */
  readonly foreign: Mandate;
  /** A membership in Panadería Los Andes of none of the callers; a new one where that ended. */
  membership(): Promise<Mandate>;
}

/** Opens both companies with their members, and signs each of them in at both clients. */
export async function openPortalScene(app: TestApp): Promise<PortalScene> {
  await openCompany(app);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  const ours = await companyOf(app, losAndes, rosa.rut);
  const theirs = await companyOf(app, cordillera, '44.000.003-7');
  const [looks, develops] = [await personNow(app, rosa.rut), await personNow(app, pedro.rut)];
  const [none, decides, elsewhere, left] = [
    await openPerson(app, '44.000.105-K', 'Ana Isabel'),
    await openPerson(app, '44.000.005-3', 'María José'),
    await openPerson(app, '44.000.113-0', 'Jorge Andrés'),
    await openPerson(app, '44.000.003-7', 'Camila Andrea'),
  ];
  for (const one of [decides, elsewhere]) await giveFactor(app, one);
  await grant(app, looks, losAndes, 'mira', ours.subject);
  await grant(app, develops, losAndes, 'desarrolla', ours.subject);
  await grant(app, decides, losAndes, 'administra', ours.subject);
  const foreign = await grant(app, elsewhere, cordillera, 'administra', theirs.subject);
  const callers = [
    nobody(),
    await callerOf(app, 'person of none', none),
    await callerOf(app, 'administra elsewhere', elsewhere),
    await callerOf(app, 'company elsewhere', theirs.account, theirs.subject),
    await callerOf(app, 'mira', looks),
    await callerOf(app, 'desarrolla', develops),
    await callerOf(app, 'administra', decides),
    await callerOf(app, 'administra by key', decides),
    await callerOf(app, 'company', ours.account, ours.subject),
    await callerOf(app, 'company by key', ours.account, ours.subject),
  ];
  return {
    callers,
    company: ours.account,
    foreign,
    async membership() {
      const [open] = await app.deps.mandates.inForce(left.id, app.deps.now(), 'miembro');
      return open ?? grant(app, left, losAndes, 'mira', ours.subject);
    },
  };
}

/** Opens the account of a person, who shows no card. */
async function openPerson({ deps }: TestApp, rut: string, given: string): Promise<Account> {
  const id = randomUUID();
  const keyHash = await deps.hasher.hash(new Secret(pedro.key), { purpose: 'key', id });
  const name = { given, paternal: 'Rivas', maternal: 'Mora' };
  const account = { id, profile: 'natural', kind: 'RUN', identifier: parseRun(rut), identidad: 'declarada' } as const;
  const personal = {
    name,
    email: parseEmail(`${parseRun(rut)}@correo.example`),
    address: { street: 'Pasaje Los Aromos', number: '123', comuna: '13101' },
  };
  await deps.atomically(async () => {
    await deps.accounts.add({ ...account, keyHash, personal, simulado: true });
    await deps.accounts.activate(id);
  });
  return personNow({ deps } as TestApp, rut);
}

async function companyOf({ deps }: TestApp, { rut }: Organisation, run: string) {
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  if (!account) throw new Error('no company');
  return { account, subject: (await actFor(deps, account, parseRun(run), from)).subject };
}

function grant({ deps }: TestApp, { id }: Account, organisation: Organisation, scope: MemberRole, subject: string) {
  const term = { from: deps.now(), until: new Date(deps.now().getTime() + YEAR_MS) };
  return deps.atomically(() =>
    deps.mandates.grant({ accountId: id, organisation, scope, source: delegatedBy(subject), ...term }),
  );
}

const roles: Readonly<Partial<Record<CallerName, MemberRole>>> = {
  mira: 'mira',
  desarrolla: 'desarrolla',
  administra: 'administra',
  'administra by key': 'desarrolla',
  company: 'administra',
  'company by key': 'desarrolla',
};

async function callerOf(app: TestApp, name: CallerName, account: Account, subject?: string): Promise<Caller> {
  const acr = name.endsWith('by key') ? acrValues.key : acrValues.secondFactor;
  return {
    name,
    role: roles[name],
    isCompany: account.profile === 'juridica',
    isSignedIn: true,
    key: account.profile === 'juridica' ? panaderia.key : pedro.key,
    desarrolladores: await signedInAt(app, 'desarrolladores', account, subject, acr),
    cuenta: await signedInAt(app, 'cuenta', account, subject, acr),
  };
}

function nobody(): Caller {
  const unknown = { browser: openBrowser(), ficha: 'x' };
  return {
    name: 'nobody',
    role: undefined,
    isCompany: false,
    isSignedIn: false,
    key: pedro.key,
    desarrolladores: unknown,
    cuenta: unknown,
  };
}
