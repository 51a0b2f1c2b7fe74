import type { Account } from '../../../domain/account.ts';
import type { CaseObstacle } from '../../../domain/cases/case.ts';
import { type CaseChoice, choicesOf } from '../../../domain/cases/choices.ts';

import { type Around, type CaseStaff, whyNotDecide, whyNotRead, whyNotWork } from '../../../domain/cases/may-decide.ts';

import { Refusal } from '../../../domain/refusal.ts';
import { whyNotLifted } from '../../../domain/right-terms.ts';
import type { CaseEvidence, CaseMessage, DeskCase, OtherCases, SharedContact } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import type { RightRequest, RightWords } from '../../../ports/right-requests.ts';

import type { StaffMember } from '../../../ports/staff.ts';

import { aroundCase } from './around-case.ts';
import { accountOf } from './case-deps.ts';
import { fileOfCase } from './file-of-case.ts';
import { findToRead } from './find-to-read.ts';
import { otherClaims } from './other-claims.ts';
import { type ShownPlatform, shownPlatform } from './platform-of-case.ts';
import { type RequestOfCase, requestOfCase } from './request-of-case.ts';
import { rightOf } from './right-case.ts';
import type { MemberAt } from './step-case.ts';
import { inTheWayOf } from './two-claims.ts';
import { type VisitOfCase, visitOfCase } from './visit-of-case.ts';

/** All that the page of a case shows to a member. */
export interface CaseSheet {
  readonly one: DeskCase;
  readonly holder: Account | undefined;
  readonly evidence: readonly CaseEvidence[];
  /** Contacts that it asks for, and another case too, for another person. */
  readonly shared: readonly SharedContact[];
  /** Folios of other claims of the number, which keep it from being granted. */
  readonly rivals: readonly string[];
  /** Other open claims of the number, of every kind. */
  readonly others: OtherCases;
  readonly messages: readonly CaseMessage[];
  readonly draft: string;
  readonly choices: readonly CaseChoice[];
  /** Members to whom it may be given. */
  readonly receivers: readonly StaffMember[];
  /** The file that its person sent. */
  readonly file?: StoredFile | undefined;
  /** Of a `facilitador`. */
  readonly request?: RequestOfCase | undefined;
  /** Of a `plataforma`. */
  readonly platform?: ShownPlatform | undefined;
  readonly visit?: VisitOfCase | undefined;
  /** The request of a `derecho`, with what was written. */
  readonly right?: { readonly request: RightRequest; readonly words: RightWords } | undefined;
  /** Where a block is in force: why this member may not end it, and nothing where they may. */
  readonly blockEnd?: { readonly why?: CaseObstacle | undefined } | undefined;
}

/**
 * The page of a case for a member who has given a reason (`readCaseAs`) in this session. Rules are asked anew at each
 * look; throws `case-refused`.
 */
export async function caseSheet(deps: Deps, at: MemberAt): Promise<CaseSheet> {
  const { one, by, around } = await readable(deps, at);
  const right = await rightOfCase(deps, one);
  const { members } = await deps.staff.list();
  return {
    one,
    holder: await accountOf(deps, one),
    evidence: await deps.cases.evidence(one.id),
    shared: await sharedOf(deps, one),
    rivals: await inTheWayOf(deps, one),
    others: await otherClaims(deps, one),
    messages: await deps.cases.messages(one.id),
    draft: (await deps.cases.draft(one.id, by.id)) ?? '',
    right,
    blockEnd:
      right && whyNotLifted(right.request) === undefined ? { why: whyNotDecide(one, 'decide', by, around) } : undefined,
    file: await fileOfCase(deps, one),
    request: await requestOfCase(deps, one),
    platform: await shownPlatform(deps, one),
    visit: await visitOfCase(deps, one),
    choices: choicesOf(one, by, around, deps.now()),
    receivers: members.filter(({ id }) => id !== one.assignee).filter((who) => !whyNotWork(one, who, around)),
  };
}

/** What was asked for in an open case; the contacts of an ended one are erased. */
async function sharedOf({ cases }: Deps, { id, asked, about }: DeskCase): Promise<CaseSheet['shared']> {
  const person = asked?.representative ?? about?.identifier;
  if (!asked?.contacts || !person) return [];
  return cases.contactsElsewhere(Object.assign({ person }, asked.contacts), id);
}

async function rightOfCase({ rights }: Deps, one: DeskCase): Promise<CaseSheet['right']> {
  const request = rightOf(one) && (await rights.find(one.id));
  return request && { request, words: await rights.wordsOf(one.id) };
}

async function readable(
  deps: Deps,
  { folio, member }: MemberAt,
): Promise<{ readonly one: DeskCase; readonly by: CaseStaff; readonly around: Around }> {
  const one = await findToRead(deps, folio);
  const by = await deps.staff.find(member);
  const around = one && (await aroundCase(deps, one, by));
  const why = around && by ? whyNotRead(one, by, around) : 'missing';
  if (!around || !by || why) throw new Refusal('case-refused', { why: why ?? 'missing' });
  return { one, by, around };
}
