import type { NewMessage } from '../../../account/record-message.ts';
import type { AskedAtCounter } from '../../../domain/cases/asked-at-counter.ts';
import type { HandOverReason } from '../../../domain/cases/case-words.ts';
import { whyNotWork } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { extendTheRight, rightOf, takeTheRight } from './right-case.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/** A member takes a case. Throws `case-refused`. */
export const assignCase = (deps: Deps, at: MemberAt, to: string): Promise<DeskCase> =>
  stepOfMember(
    deps,
    at,
    (by, now) => ({ type: 'assign', by, to, at: now }),
    async (one) => {
      await takeIfNew(deps, one, at.member);
      return undefined;
    },
  );

/** To whom a case goes, and why; without a member it waits in the queue. */
export interface HandOver {
  readonly to: string | undefined;
  readonly reason: HandOverReason;
}

/** A member gives a case to another one, or lets it go. Throws `receiver-missing` and `case-refused`. */
export async function handOverCase(deps: Deps, at: MemberAt, { to, reason }: HandOver): Promise<DeskCase> {
  const receiver = to === undefined ? undefined : await deps.staff.find(to);
  if (to !== undefined && !receiver) throw new Refusal('receiver-missing');
  return stepOfMember(
    deps,
    { ...at, reason },
    (by, now) => ({ type: 'hand-over', by, to: receiver, at: now }),
    async (one) => {
      if (receiver) await takeIfNew(deps, one, at.member);
      return undefined;
    },
  );
}

async function takeIfNew(deps: Deps, one: DeskCase, member: string): Promise<void> {
  if (rightOf(one) && one.state === 'recibida') await takeTheRight(deps, one, member);
}

/**
 * A member asks the person for something, in words that the person reads; who asks for a right owes nothing, and a
 * company is asked part by part (`observeRequest`). Throws `case-refused`.
 */
export const askPerson = (deps: Deps, at: MemberAt, text: string): Promise<DeskCase> =>
  stepOfMember(
    deps,
    at,
    (by, now) => ({ type: 'ask', by, at: now }),
    async (one) => {
      if (rightOf(one) || ['facilitador', 'plataforma', 'organismo'].includes(one.kind))
        throw new Refusal('case-refused', { why: 'wrong-state' });
      return written(at, text);
    },
  );

/** Extends the term once, with the reason that the person reads. Throws `case-refused`. */
export const extendCase = (deps: Deps, at: MemberAt, reason: string): Promise<DeskCase> =>
  stepOfMember(
    deps,
    at,
    (by, now) => ({ type: 'extend', by, at: now }),
    async (one) => {
      if (!rightOf(one)) return written(at, reason);
      await extendTheRight(deps, one, at.member, reason);
      return undefined;
    },
  );

/** A document as a member saw it at a counter. */
export interface SeenDocument {
  /** What it is: a code. */
  readonly document: string;
  readonly number: string;
  /** Its last day. */
  readonly expires: string;
}

/**
 * A member attests a document of the person in front of them, and what that person asks for; the number of the document is
 * kept as an HMAC. Throws `case-refused`.
 */
export const attestDocument = (
  deps: Deps,
  at: MemberAt,
  seen: SeenDocument,
  asked?: AskedAtCounter,
): Promise<DeskCase> =>
  stepOfMember(
    deps,
    at,
    (by, now) => ({ type: 'attest', by, asked, at: now }),
    async ({ id, about }) => {
      const { document, expires, number } = seen;
      const person = asked?.representative ?? about?.identifier;
      const given = asked?.contacts && person ? Object.assign({ person }, asked.contacts) : undefined;
      await deps.cases.addEvidence(id, { member: at.member, document, expires }, number, given);
      return undefined;
    },
  );

/** Keeps what a member has written of a decision; the case stays as it is. Throws `case-refused`. */
export async function keepDraft(deps: Deps, { folio, member }: MemberAt, text: string): Promise<void> {
  const one = await deps.cases.findByFolio(folio);
  const by = await deps.staff.find(member);
  const why = one && by ? whyNotWork(one, by, await aroundCase(deps, one, by)) : 'missing';
  if (!one || why) throw new Refusal('case-refused', { why: why ?? 'missing' });
  await deps.cases.keepDraft(one.id, member, text);
}

const written = ({ member }: MemberAt, text: string): NewMessage => ({ author: 'staff', member, text });
