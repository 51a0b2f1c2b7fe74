import type { Account, PersonName } from './account.ts';
import { withoutMarks } from './pasted-text.ts';
import { Refusal } from './refusal.ts';

/** What auditores are told of: a look-up that is odd, a bound that was reached, a sheet opened in an emergency. */
export const deskAlarmKinds = [
  'own-run',
  'neighbour',
  'burst',
  'many-members',
  'night',
  'limit',
  'emergency',
  'call-back',
  'mismatches',
  'shared-contact',
] as const;
export type DeskAlarmKind = (typeof deskAlarmKinds)[number];

/** Minutes in which the sheets of a burst are counted. */
export const BURST_MINUTES = 10;
/** Sheets that a member may open within them without an alarm. */
const BURST_SHEETS = 10;
/** Hours in which the members who open the sheet of one account are counted. */
export const CROWD_HOURS = 24;
/** How many of them cause no alarm: an agente, two who decide, and one more. */
const CROWD_MEMBERS = 4;
/** Hours of Santiago between which the desk works. */
const WORK = { from: 7, until: 21 } as const;

/** The member as the look-up sees them. */
interface Looker {
  readonly name: PersonName;
  readonly commune: string;
}

/** A sheet or a case that was just opened. */
export interface LookUp {
  readonly looker: Looker;
  /** Whose it is; absent of a case about a number without an account. */
  readonly account: Pick<Account, 'personal'> | undefined;
  readonly at: Date;
  /** Sheets and cases that this member opened in the last `BURST_MINUTES`, this one among them. */
  readonly sheets: number;
  /** Members who opened this sheet, or a case of this account, in the last `CROWD_HOURS`, this one among them. */
  readonly members: number;
}

/** What is odd about a sheet that was opened; nothing of it says that the member did wrong. */
export function oddOf({ looker, account, at, sheets, members }: LookUp): readonly DeskAlarmKind[] {
  return [
    ...(account && isNeighbour(looker, account) ? (['neighbour'] as const) : []),
    ...(sheets > BURST_SHEETS ? (['burst'] as const) : []),
    ...(members > CROWD_MEMBERS ? (['many-members'] as const) : []),
    ...(isNight(at) ? (['night'] as const) : []),
  ];
}

const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Santiago', hour: '2-digit', hourCycle: 'h23' });

/** Whether it is before 07:00 or from 21:00 on in Santiago. */
export function isNight(at: Date): boolean {
  const hour = Number(hours.format(at));
  return hour < WORK.from || hour >= WORK.until;
}

/** A surname in common, in whichever place, and the same commune: of a company, its representative's. */
function isNeighbour({ name, commune }: Looker, { personal }: Pick<Account, 'personal'>): boolean {
  const other = personal.company?.representative.name ?? personal.name;
  if (!other || personal.address.comuna !== commune) return false;
  const own = surnamesOf(name);
  return surnamesOf(other).some((surname) => own.includes(surname));
}

const surnamesOf = ({ paternal, maternal }: PersonName): readonly string[] =>
  [paternal, maternal].flatMap((surname) => {
    const plain = (surname ?? '').normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();
    return plain ? [plain] : [];
  });

const WORDS = { fewest: 10, most: 1000 } as const;

/** Reads an auditor's note; throws `note-short`, `field-too-long`. */
export const parseNote = (text: string): string => parseWords(text, 'note-short');

/** Reads why a member accepts another one, or no longer does; throws `staff-reason-short`, `field-too-long`. */
export const parseAcceptReason = (text: string): string => parseWords(text, 'staff-reason-short');

/** Reads what a person complains of; throws `complaint-short`, `field-too-long`. */
export const parseComplaint = (text: string): string => parseWords(text, 'complaint-short');

function parseWords(text: string, tooShort: 'note-short' | 'complaint-short' | 'staff-reason-short'): string {
  const words = withoutMarks(text);
  if (words.length < WORDS.fewest) throw new Refusal(tooShort);
  if (words.length > WORDS.most) throw new Refusal('field-too-long', { max: WORDS.most });
  return words;
}
