import { endBlock } from '../../../account/end-block.ts';
import { whyNotDecide } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { findToRead } from './find-to-read.ts';
import type { MemberAt } from './step-case.ts';

/**
 * A member ends the block of a right, with reasons that the person reads, and the notices that the command gives; who may
 * answer the right may end its block. The request itself still needs its answer. Throws `case-refused`.
 */
export async function endBlockAtDesk(deps: Deps, { folio, member }: MemberAt, reasons: string): Promise<void> {
  await deps.atomically(async () => {
    const one = await findToRead(deps, folio);
    const by = await deps.staff.find(member);
    if (!one || !by) throw refusal('missing');
    const why = whyNotDecide(one, 'decide', by, await aroundCase(deps, one, by));
    if (why) throw refusal(why);
    const request = await deps.rights.find(one.id);
    const done = request?.kind === 'bloqueo' && (await endBlock(deps, request, { by: staffMark(by), reasons }));
    if (!done) throw refusal('no-block');
  });
}

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
