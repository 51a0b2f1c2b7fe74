import type { Account } from '../../domain/account.ts';
import type { Nie } from '../../domain/nie.ts';
import type { Day } from '../../domain/working-days.ts';
import { type Destinations, senceFor } from '../../features/my-account/destinations.ts';
import { whoOf } from '../../features/my-account/overview.ts';
import { pendingItems } from '../../features/my-account/pending.ts';
import type { Pending } from '../../features/my-account/use-cases/list-pending.ts';
import { frameOf } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { RegisteredClient } from '../../ports/own-sign-in.ts';
import { sampleRequest } from './case-request-pages.ts';
import { now, panaderia, rosa, rosaActs } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

const HOUR = 3_600_000;
const in72Hours = new Date(now.getTime() + 72 * HOUR);

const nothing: Pending = { holds: [], rights: [], recovering: false, emailRefusedAt: undefined, toCorrect: [] };

const hold = {
  id: '1',
  folio: 'CS-7F3K-92QX',
  accountId: 'rosa',
  state: 'waiting',
  createdAt: now,
  dueAt: in72Hours,
} as const;

const everything: Pending = {
  holds: [
    { ...hold, kind: 'contest' },
    { ...hold, id: '2', kind: 'update-contacts' },
    { ...hold, id: '3', kind: 'replace-contacts' },
  ],
  rights: [
    {
      id: '4',
      folio: 'LD-7F3K-92QX',
      accountId: 'rosa',
      actor: undefined,
      kind: 'rectificacion',
      state: 'recibida',
      decision: undefined,
      askedAt: now,
      dueOn: '2026-12-21' as Day,
      extendedAt: undefined,
      answeredAt: undefined,
      liftedAt: undefined,
    },
  ],
  recovering: true,
  emailRefusedAt: now,
  toCorrect: [{ folio: 'FE-7F3K-92QX', data: sampleRequest.data }],
};

const sence = (name: string, host: string, rest: Partial<RegisteredClient> = {}): RegisteredClient => ({
  clientId: host,
  name,
  host,
  home: `https://${host}/`,
  purpose: 'Función legal de SENCE',
  firstParty: true,
  scopes: ['run', 'empresa'],
  api: false,
  runOnly: false,
  minimum: 'declarada',
  ...rest,
});

const register = [
  sence('Gestión de Acreditación de Cursos', 'gca.example', { minimum: 'documento' }),
  sence('Libro de Clases Electrónico', 'libro-de-clases-electronico-de-los-cursos-que-financia-sence.example'),
];

const mine: Destinations['mine'] = [
  { name: 'Despega MIPE', host: 'despega.example', href: 'https://despega.example/', last: momentOf(texts, now, now) },
];

type Holder = Parameters<typeof whoOf>[1];

const overview = (
  name: string,
  holder: Holder,
  waits: Pending,
  destinations: Partial<Destinations> = {},
): GalleryPage => ({
  name: `cuenta-inicio${name}`,
  view: 'my-account/overview',
  locals: {
    ...frameOf(texts, holder, now, 'overview'),
    ...whoOf(texts, holder, now),
    title: 'Mi cuenta',
    destinations: { mine: [], more: false, sence: senceFor(register, holder, new Set()), ...destinations },
    pending: pendingItems(texts, holder, waits, now),
  },
});

const declared: Account = { ...rosa, identidad: 'declarada', confirmed: {} };
const migrante: Account = { ...declared, profile: 'migrante', kind: 'NIE', identifier: '199000001-4' as Nie };

/** The first page of Mi cuenta: the signed-in user, the other pages, and what is pending. */
export const cuentaOverviewPages: readonly GalleryPage[] = [
  overview('', { account: rosa, actor: undefined }, nothing, { mine, more: true }),
  overview('-declarada', { account: declared, actor: undefined }, nothing),
  overview('-vacia', { account: rosa, actor: undefined }, nothing, { sence: [] }),
  overview('-todo-pendiente', { account: { ...declared, contest: 'open' }, actor: undefined }, everything, { mine }),
  overview('-en-la-mesa', { account: { ...declared, contest: 'desk' }, actor: undefined }, nothing),
  overview('-nie', { account: migrante, actor: undefined }, nothing),
  overview(
    '-facilitador',
    { account: { ...migrante, profile: 'facilitador', identidad: 'revisada' }, actor: undefined },
    nothing,
  ),
  overview('-empresa', { account: { ...panaderia, keyNeedsCard: true }, actor: rosaActs }, nothing, { mine }),
];
