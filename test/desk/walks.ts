import { counterDueAt } from '../../src/domain/pending-change-term.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import type { RefusalCode } from '../../src/domain/refusal.ts';
import { instantOf } from '../../src/domain/telephone.ts';
import { addDays, addWorkingDays, dayOf } from '../../src/domain/working-days.ts';
import type { TestApp } from '../helpers/app.ts';
import { type Desk, openDesk } from './at-desk.ts';
import { Person } from './person.ts';

/** One way out of one refusal, walked to its end. */
interface Walk {
  readonly codes: readonly RefusalCode[];
  readonly way: string;
  readonly hours: number;
}

/** What the walks of one kind of person have: an app of their own, a desk, and a person in a new browser for each walk. */
export interface Here {
  readonly app: TestApp;
  readonly policy: PolicyName;
  readonly desk: Desk;
  /** Walks one way: it has to meet the refusal and to end within the bound. */
  walk(way: string, go: (person: Person) => Promise<void>): Promise<void>;
}

/** A kind of person, with each refusal that they meet and each way that they follow. */
export interface Kind {
  readonly name: string;
  go(here: Here): Promise<void>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let networks = 0;

/** The end of the second working day, and the hold of a change that was decided then. */
function boundFrom(at: Date, inUse: boolean): Date {
  const day = addWorkingDays(dayOf(at), 2);
  if (!day) throw new Error('the table of holidays is over');
  return new Date(counterDueAt(instantOf(addDays(day, 1), 0), 72, inUse).getTime() + HOUR);
}

/** The next Friday at 19.00 UTC: the desk is about to close for two days. */
function toFriday({ deps, advance }: TestApp): void {
  const now = deps.now();
  const friday = new Date(now.getTime() + ((5 - now.getUTCDay() + 7) % 7) * DAY);
  friday.setUTCHours(19, 0, 0, 0);
  const ahead = friday.getTime() - now.getTime();
  advance(ahead < 0 ? ahead + 7 * DAY : ahead);
}

/** Opens the app of a kind, and keeps what its walks found. */
export async function openWalks(app: TestApp): Promise<{ here: Here; walks: readonly Walk[] }> {
  const walks: Walk[] = [];
  const { policy } = app.deps;
  toFriday(app);
  let lastIn: Date | undefined;
  const desk = await openDesk(app);
  const walk: Here['walk'] = async (way, go) => {
    networks += 1;
    const person = new Person(app, `198.51.100.${networks % 250}`);
    const inUse = lastIn !== undefined && app.deps.now().getTime() - lastIn.getTime() < 30 * DAY;
    await go(person);
    if (!person.signedIn) throw person.stuck(`${way}: not signed in`);
    const [first] = person.met;
    if (!first) throw new Error(`${way}: no refusal was met`);
    const codes = person.met.map(({ code }) => code);
    const { at } = first;
    const now = app.deps.now();
    const bound = boundFrom(at, inUse);
    if (now > bound)
      throw new Error(`${codes.join(', ')}, ${way}: ended ${now.toISOString()}, after ${bound.toISOString()}`);
    lastIn = now;
    walks.push({ codes, way, hours: Math.round((now.getTime() - at.getTime()) / HOUR) });
  };
  return { here: { app, policy: policy.name, desk, walk }, walks };
}

/** A row of the table of docs/desk.md. */
export const rowOf = ({ name }: Kind, policy: PolicyName, { codes, way, hours }: Walk): string =>
  `| ${name} | \`${policy}\` | ${[...new Set(codes)].map((code) => `\`${code}\``).join(', ')} | ${way} | ${hours} h |`;
