import type { Deps } from '../../../ports/deps.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

/**
 * Days for which the page of a request is available: longer than an answer may take, its extension and a complaint
 * included.
 */
const DAYS = 180;

/** The token of the page that shows a request to a reader of the message. */
export async function issueRightLink(
  { links, now }: Pick<Deps, 'links' | 'now'>,
  { id, accountId }: Pick<RightRequest, 'id' | 'accountId'>,
): Promise<string> {
  return links.issue('right', accountId, new Date(now().getTime() + DAYS * 24 * 3_600_000), id);
}

/** Its address. */
export const rightLink = ({ issuer }: Pick<Deps, 'issuer'>, token: string): string => `${issuer}/derechos/${token}`;
