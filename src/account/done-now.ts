import { actorInMessage } from '../domain/company-name.ts';
import { instantOf } from '../domain/instant.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Done } from '../ports/notice.ts';

/** When and with what device a visitor does what a notice reports (floor 10), and who acts where it is a company's. */
export const doneNow = (
  { now }: Pick<Deps, 'now'>,
  { device }: Pick<Visitor, 'device'>,
  actor?: Pick<Actor, 'run' | 'name' | 'identidad'>,
): Done => ({
  at: instantOf(now()),
  device,
  representative: actor && actorInMessage(actor),
});
