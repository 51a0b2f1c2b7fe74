import { isInternalClient } from '../domain/internal-clients.ts';
import { isTestCopy } from '../domain/test-copy.ts';
import type { Deps } from '../ports/deps.ts';
import type { Refused } from './refusal-log.ts';

/** Silent sign-in that needs the user: the client asked whether it is possible, and nothing failed. */
const silent: ReadonlySet<string> = new Set(['login_required', 'interaction_required', 'consent_required']);

/**
 * Records the errors of each known client for its developers, and reports the refused ones to `log`. Requests that name
 * no known client are in the log alone.
 */
export function clientRecord(
  { clientErrors, clientFigures }: Pick<Deps, 'clientErrors' | 'clientFigures'>,
  log: (refused: Refused) => void,
) {
  const keep = ({ client, ...error }: Refused): void => {
    if (client === 'unknown' || isInternalClient(client) || isTestCopy(client)) return;
    clientErrors.note(client, error);
    if (!silent.has(error.error)) clientFigures.count(client, 'refusals');
  };
  return {
    refused(one: Refused): void {
      log(one);
      keep(one);
    },
    returned: keep,
  };
}
