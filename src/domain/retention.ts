/** What enforces a term: a job, the end of the account, or a person. */
export type Enforcer = 'each-minute' | 'each-day' | 'with-account' | 'desk' | 'operator';

/** How long one kind of data is kept, in days from the event in its text; without days no date ends it. */
interface RetentionRule {
  readonly days: number | undefined;
  readonly by: Enforcer;
}

type Row = readonly [days: number | undefined, by: Enforcer];

// biome-ignore format: a table is read by its columns.
const rows = {
  accounts: [undefined, 'with-account'],
  mandates: [undefined, 'with-account'],
  platforms: [undefined, 'with-account'],
  consents: [undefined, 'with-account'],
  closedAccounts: [7, 'each-day'],
  subjects: [undefined, 'operator'],
  contested: [undefined, 'desk'],
  openCases: [30, 'each-day'],
  cases: [365, 'each-day'],
  registrations: [1, 'each-minute'],
  sessions: [30, 'each-minute'],
  links: [30, 'each-minute'],
  platformNotices: [30, 'each-minute'],
  undo: [7, 'each-minute'],
  stoppedRequests: [60, 'each-minute'],
  messages: [180, 'each-day'],
  undelivered: [30, 'each-day'],
  mailbox: [7, 'each-day'],
  provisionalKeys: [90, 'each-day'],
  holds: [365, 'each-day'],
  exports: [7, 'each-minute'],
  rights: [1825, 'each-day'],
  deskReasons: [1825, 'each-day'],
  deskCalls: [90, 'each-day'],
  files: [30, 'each-day'],
  looseFiles: [undefined, 'each-minute'],
  facilitadorRequests: [365, 'each-day'],
  facilitadorInvitations: [365, 'each-day'],
  portalDrafts: [365, 'each-day'],
  portalClients: [undefined, 'operator'],
  memberInvitations: [30, 'each-day'],
  machines: [undefined, 'operator'],
  companies: [30, 'each-day'],
  companyChanges: [1, 'each-minute'],
  acceptedCards: [undefined, 'operator'],
  legacyKeys: [365, 'each-minute'],
  pageReferences: [1, 'each-minute'],
  counters: [1, 'each-minute'],
  staff: [undefined, 'operator'],
  audit: [1825, 'operator'],
} as const satisfies Readonly<Record<string, Row>>;

/** A kind of data that is kept. */
export type Kept = keyof typeof rows;

/** Terms of Clave Sence, by kind of data; each kind has its text in the catalogue of a language. */
export const retention = Object.fromEntries(
  Object.entries(rows as Readonly<Record<string, Row>>).map(([kept, [days, by]]) => [kept, { days, by }]),
) as Readonly<Record<Kept, RetentionRule>>;

/** Days of a kind whose term is in days; throws for another one. */
export function daysOf(kept: Kept): number {
  const { days } = retention[kept];
  if (days === undefined) throw new Error(`${kept} does not end by days`);
  return days;
}
