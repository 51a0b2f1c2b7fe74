import type { Account } from '../domain/account.ts';
import { Refusal, type RefusalDetails } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { type Consumed, consumeAll, consumeEach, firstToRunOut, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import { isShown, nearLimits, ownerOf, wideLimits } from './card-limits.ts';
import { cedulaCodeTicket, provedCedulaCode } from './cedula-code.ts';
import { cardNetworks } from './network-room.ts';
import { workDue } from './work-due.ts';

/** The visitor who shows a card, as far as the page knows; missing values count as a stranger's. */
export interface CardVisitor extends Visitor {
  /** Id of the browser. */
  readonly browser?: string | undefined;
  /** Work that its page did before the form was sent (`CARD_WORK`); counts with `browser` only. */
  readonly work?: string | undefined;
  /** Value of its device cookie. */
  readonly cookie?: string | undefined;
  /** The account that the card is shown for: its known devices and contacts count. */
  readonly account?: Account | undefined;
  /** Whether a link in the mailbox on file was opened in this journey, in this browser. */
  readonly byMail?: boolean | undefined;
  /** Address of the page that asks for the card. */
  readonly page?: string | undefined;
  /**
   * Set where a code from a contact on file may replace a spent budget: the name of the account there, whether it
   * exists or not. Absent where the contacts on file may be another person's.
   */
  readonly codeFor?: string | undefined;
}

/** A try of a card that was counted before the registry is asked. */
interface CardTry {
  /** Takes it back: the card was correct, or could not be checked. */
  refund(): Promise<void>;
  /** Of the budget that refuses first: tries `left`, whose it is (`of`), when it opens again (`opensAt`). */
  readonly left: RefusalDetails;
}

/** Name of the forms that show a card, to which work is bound. */
export const CARD_WORK = 'cedula';

type Needs = Pick<Deps, 'throttles' | 'devices' | 'accountCodes' | 'tokens' | 'proofOfWork' | 'now'>;

/**
 * Counts one try of a card (floor 8). Strangers spend budgets by (RUN, network), (RUN, browser), network and RUN; past
 * the bound of a network a try pays with work. A known device, the own mailbox and a code from a contact on file have
 * budgets that no stranger can spend. Throws `cedula-paused`, `work-needed`, and past the bound of the RUN or of the
 * country `cedula-code-needed` or `cedula-at-desk`; a refused try is not counted.
 */
export async function takeCardTry(deps: Needs, run: Rut, visitor: CardVisitor): Promise<CardTry> {
  const own = await ownLimit(deps, run, visitor);
  if (own) return taken([await consumeOr(deps, [own], pause)]);
  const near = await consumeOr(deps, nearLimits(run, visitor), pause);
  const networks = await consumeByNetwork(deps, visitor, near);
  const before = [near, networks];
  const wide = await consumeOr(deps, wideLimits(run), ({ until }) => askForCode(deps, visitor, until), before);
  return taken([...before, wide]);
}

/** Counts by the networks, before the RUN: tries that were not paid for spend nothing of it. */
async function consumeByNetwork(deps: Needs, visitor: CardVisitor, near: Consumed): Promise<Consumed> {
  const consumed = await consumeEach(deps.throttles, cardNetworks(visitor.network));
  try {
    await payWithWork(deps, visitor, consumed);
    return consumed;
  } catch (error) {
    await refundAll([consumed, near]);
    throw error;
  }
}

/** A page that knows its browser may do the work; without one the try waits until no work is due. */
async function payWithWork({ proofOfWork }: Needs, visitor: CardVisitor, { counted }: Consumed): Promise<void> {
  const due = workDue(counted);
  if (!due) return;
  const { browser, network, work } = visitor;
  if (browser && (await proofOfWork.accept({ form: CARD_WORK, browser, network }, work, due.bits))) return;
  throw new Refusal('work-needed', { of: browser ? 'card' : 'connection', until: due.until });
}

async function refundAll(all: readonly Consumed[]): Promise<void> {
  for (const each of all) await each.refund();
}

type Spent = NonNullable<Consumed['spent']>;

/** Counts by some limits; where one is spent, `refuse` may throw, and then the limits before it are refunded too. */
async function consumeOr(
  { throttles }: Needs,
  limits: readonly Limit[],
  refuse: (spent: Spent) => void,
  before: readonly Consumed[] = [],
): Promise<Consumed> {
  const consumed = await consumeAll(throttles, limits);
  try {
    if (consumed.spent) refuse(consumed.spent);
    return consumed;
  } catch (error) {
    await refundAll([consumed, ...before]);
    throw error;
  }
}

function taken(all: readonly Consumed[]): CardTry {
  const first = firstToRunOut(all.flatMap(({ counted }) => counted).filter(isShown));
  return {
    refund: () => refundAll(all),
    left: first ? { left: first.left, of: ownerOf(first), opensAt: first.until } : {},
  };
}

function pause(spent: Spent): void {
  throw new Refusal('cedula-paused', { of: ownerOf(spent), until: spent.until });
}

/** The budget of a caller who showed something that a stranger does not have. */
async function ownLimit(deps: Needs, run: Rut, visitor: CardVisitor): Promise<Limit | undefined> {
  const { account, cookie, byMail } = visitor;
  const device = account && deps.devices.recognise(cookie, account);
  if (account && device) return { rateLimit: rateLimits.cedulaByKnownDevice, by: [run, account.id, device] };
  if (byMail) return { rateLimit: rateLimits.cedulaByMailbox, by: [run, account?.id ?? ''] };
  if (visitor.codeFor && (await provedCedulaCode(deps, visitor)))
    return { rateLimit: rateLimits.cedulaByCode, by: [run, account?.id ?? ''] };
  return undefined;
}

/** Past the bound of the RUN or of the country: a code from a contact on file; without such a contact the desk. */
function askForCode(deps: Needs, visitor: CardVisitor, opensAt: Date): void {
  const { account, browser, codeFor: who, page, reference } = visitor;
  if (!who || !page || !browser) throw new Refusal('cedula-at-desk', { folio: reference, opensAt });
  const ticket = cedulaCodeTicket(deps, { accountId: account?.id, who, page });
  throw new Refusal('cedula-code-needed', { ticket, opensAt });
}
