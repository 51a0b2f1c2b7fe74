import type { Account } from '../domain/account.ts';
import { blocksOf } from '../domain/network.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { rateLimits } from '../domain/throttle.ts';
import { consumeAll, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { CardVisitor } from './card-tries.ts';

/** Refusals that mean a named person does not represent the company, or did not show the card. */
const WRONG: ReadonlySet<RefusalCode> = new Set(['not-representative', 'cedula-mismatch']);

/**
 * Counts one try to name a representative of a company, and runs it: three wrong ones a day from one network, and
 * thirty for the company; a device that the company knows and a user who opened a link in its mailbox have their own
 * budget. A correct one, or one that could not be checked, is taken back, and those of one network run one by one, so
 * that four representatives at once in one office are never too many. Throws `representatives-paused`.
 */
export async function tryRepresentative<T>(
  { throttles, devices }: Pick<Deps, 'throttles' | 'devices'>,
  company: Rut,
  visitor: CardVisitor,
  act: () => Promise<T>,
): Promise<T> {
  const end = await throttles.turn('representative', company, visitor.network);
  try {
    return await countedTry({ throttles }, limitsOf(devices, company, visitor), act);
  } finally {
    end();
  }
}

async function countedTry<T>(
  { throttles }: Pick<Deps, 'throttles'>,
  limits: readonly Limit[],
  act: () => Promise<T>,
): Promise<T> {
  const consumed = await consumeAll(throttles, limits);
  const { spent } = consumed;
  if (spent) {
    await consumed.refund();
    throw new Refusal('representatives-paused', { until: spent.until });
  }
  try {
    const done = await act();
    await consumed.refund();
    return done;
  } catch (error) {
    if (!(error instanceof Refusal && WRONG.has(error.code))) await consumed.refund();
    throw error;
  }
}

function limitsOf(devices: Deps['devices'], company: Rut, visitor: CardVisitor): Limit[] {
  const { account, cookie, byMail, network } = visitor;
  if (byMail || (account && isKnown(devices, account, cookie)))
    return [{ rateLimit: rateLimits.representativesByOwner, by: [company] }];
  return [
    { rateLimit: rateLimits.representativesByNetwork, by: [company, blocksOf(network).site] },
    { rateLimit: rateLimits.representativesByCompany, by: [company] },
  ];
}

const isKnown = (devices: Deps['devices'], account: Account, cookie: string | undefined): boolean =>
  devices.recognise(cookie, account) !== undefined;
