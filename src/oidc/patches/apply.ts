import type { Provider } from 'oidc-provider';
import type { ChangeNeeds } from '../../account/apply-company-change.ts';
import type { Deps } from '../../ports/deps.ts';
import type { KnownScopes } from '../asked-scopes.ts';
import { alwaysPairwise } from './always-pairwise.ts';
import { holdToAuthMethod } from './auth-methods.ts';
import { acceptFormerSecrets } from './former-secrets.ts';
import { acceptMachineCredentials } from './machine-credentials.ts';
import { acceptHashedSecrets } from './portal-secrets.ts';
import { boundPublicBeginnings } from './public-beginnings.ts';
import { keepRotatedTokens } from './refresh-grace.ts';
import { issueTokensThatServe } from './serving-tokens.ts';
import { exposeSessionIds } from './session-ids.ts';
import { refuseFallenClients } from './standing-clients.ts';
import { ignoreUnknownScopes } from './unknown-scopes.ts';
import { leaveUnsavedSessions } from './unsaved-sessions.ts';

/** What the patches need to know of this deployment. */
interface PatchNeeds {
  readonly known: KnownScopes;
  readonly deps: Pick<Deps, 'throttles' | 'now'> & ChangeNeeds;
}

/**
 * Changes the library's behaviour where it differs from the policy or a standard; README.md lists each with its reason.
 */
export function applyPatches(provider: Provider, { known, deps }: PatchNeeds): void {
  alwaysPairwise(provider);
  ignoreUnknownScopes(provider, known);
  leaveUnsavedSessions(provider);
  acceptFormerSecrets(provider);
  acceptMachineCredentials(provider, deps.now);
  acceptHashedSecrets(provider, deps.now);
  holdToAuthMethod(provider);
  refuseFallenClients(provider, deps);
  exposeSessionIds(provider);
  keepRotatedTokens(provider);
  issueTokensThatServe(provider);
  boundPublicBeginnings(provider, deps);
}
