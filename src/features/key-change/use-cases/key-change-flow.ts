import { type FlowSteps, flowSteps } from '../../../account/flow-steps.ts';
import type { MailWay } from '../../../account/mail-way.ts';
import { type KeyChangeStep, nextKeyChangeStep } from '../../../domain/key-change.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { JourneyOf } from '../../../ports/journeys.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';

/** A change of key under way, as the browser that began it identifies it. */
export type KeyChangeOf = JourneyOf<StoredKeyChange>;

/** The steps of Cambiar CS over its stored journeys. */
export const keyChangeSteps = ({ keyChanges }: Pick<Deps, 'keyChanges'>): FlowSteps<StoredKeyChange, KeyChangeStep> =>
  flowSteps('key-change', keyChanges, nextKeyChangeStep);

/**
 * Cambiar CS by mail. The link may be opened in another browser, by any user of the mailbox: it proves nothing (floor
 * 7), so the current key is asked again after it.
 */
export const keyChangeByMail = ({ keyChanges }: Pick<Deps, 'keyChanges'>): MailWay<StoredKeyChange> => ({
  journey: 'key-change',
  journeys: keyChanges,
  over: ({ done }) => done,
  path: '/cambiar/correo',
  pageOf: ({ profile, id }) => `/cambiar/${profile}/${id}`,
  leaving: unproved,
  elsewhere: unproved,
});

function unproved(latest: StoredKeyChange): StoredKeyChange {
  return {
    ...latest,
    proved: false,
    byMail: false,
    keyHash: undefined,
    provisionalId: undefined,
    actor: undefined,
  };
}
