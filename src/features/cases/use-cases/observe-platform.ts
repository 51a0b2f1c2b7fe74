import { tellPlatform } from '../../../account/tell-platform.ts';
import { portalClientId, type ReviewComment } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { sendRevisionBack } from './decide-revision.ts';
import { platformOfCase } from './platform-of-case.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/** What an organisation is to correct, by field, and the same in words for the messages of the case. */
interface Observed {
  readonly comments: readonly ReviewComment[];
  readonly text: string;
}

/**
 * A member sends parts of a client, or of a change of one, back: it is a draft again, with a comment beside each part, and
 * the case waits for the organisation. Throws `parts-missing` where there is none, and `case-refused`.
 */
export async function observePlatform(deps: Deps, at: MemberAt, { comments, text }: Observed): Promise<DeskCase> {
  if (comments.length === 0) throw new Refusal('parts-missing');
  return stepOfMember(
    deps,
    at,
    (by, now) => ({ type: 'ask', by, at: now }),
    async (one) => {
      await sendBack(deps, one, comments);
      return { author: 'staff', member: at.member, text };
    },
  );
}

async function sendBack(deps: Deps, one: DeskCase, comments: readonly ReviewComment[]): Promise<void> {
  const found = await platformOfCase(deps, one);
  if (found?.matter.step === 'revision') return sendRevisionBack(deps, found, one, comments);
  if (found?.matter.step !== 'certificacion') throw refusal('wrong-state');
  const { id } = found.client;
  const client = await deps.portalClients.change(id, ({ state }) => {
    if (state !== 'en-revision') throw refusal('platform-changed');
    return { state: 'borrador', comments };
  });
  if (!client) throw refusal('platform-missing');
  const details = { by: 'desk', folio: one.folio, to: client.state };
  await deps.audit.record({ act: 'portal.moved', clientId: portalClientId(id), details });
  await tellPlatform(deps, client, 'to-correct', { folio: one.folio });
}

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
