import { consumeDesk } from '../../../account/desk-budget.ts';
import { whyNotRead } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { aroundCase } from './around-case.ts';
import { noteOnCase } from './case-deps.ts';
import { filesOfCase } from './file-of-case.ts';
import { findToRead } from './find-to-read.ts';
import type { MemberAt } from './step-case.ts';

const HOUR_MS = 3_600_000;

/** A case with what its person sent, and the file and its page at which a member looks. */
interface CopyRead {
  readonly one: DeskCase;
  readonly by: StaffMember;
  readonly file: StoredFile;
  /** Of the file, from 1. */
  readonly page: number;
  /** Of all files of the case. */
  readonly pages: number;
}

/**
 * A page of what was sent with a case, counted from 1 over all its files, for a member who has given a reason
 * (`readCaseAs`) in this session; undefined where there is none. Rules are asked anew at each look; throws `case-refused`.
 */
export async function copyOf(deps: Deps, { folio, member }: MemberAt, place: number): Promise<CopyRead | undefined> {
  const one = await findToRead(deps, folio);
  const by = await deps.staff.find(member);
  const why = one && by ? whyNotRead(one, by, await aroundCase(deps, one, by)) : 'missing';
  if (!one || !by || why) throw new Refusal('case-refused', { why: why ?? 'missing' });
  const files = await filesOfCase(deps, one);
  const pages = files.flatMap((file) => Array.from({ length: file.pages }, (_, nth) => ({ file, page: nth + 1 })));
  const at = pages[place - 1];
  return at && { one, by, ...at, pages: pages.length };
}

/**
 * The pixels of a page, for a member who opened the case: counted, and in the trail and the Actividad of the person before
 * they are shown, once an hour for each page. Undefined unless the file is clean and has that page. Throws `desk-paused`,
 * and what `copyOf` throws.
 */
export async function pixelsOf(deps: Deps, at: MemberAt, place: number): Promise<Uint8Array | undefined> {
  const read = await copyOf(deps, at, place);
  const pixels = read && (await deps.files.pixels(read.file.id, read.page));
  if (!read || !pixels) return undefined;
  await noteShown(deps, read, at);
  return pixels;
}

async function noteShown(deps: Deps, { one, by, file, page }: CopyRead, { visitor }: MemberAt): Promise<void> {
  const shown = { copy: file.sha256.slice(0, 16), page: String(page) };
  const since = new Date(deps.now().getTime() - HOUR_MS);
  const before = one.accountId && (await deps.audit.actsSince(one.accountId, ['file.shown'], since));
  const known = before || [];
  if (
    known.some(({ details }) => details.staff === by.id && details.copy === shown.copy && details.page === shown.page)
  )
    return;
  await consumeDesk(deps, { agent: by, visitor }, [rateLimits.deskPixels, by.id]);
  await noteOnCase(deps, { act: 'file.shown', one, who: { member: by, visitor } }, shown);
}
