import type { PortalClient } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Counts what an organisation submits to review: each one is a case of the desk, also where it is taken back at once.
 * Throws `portal-submitted-often` past thirty a day.
 */
export async function countSubmission(
  { throttles }: Pick<Deps, 'throttles'>,
  { organisation }: Pick<PortalClient, 'organisation'>,
): Promise<void> {
  const { allowed, until } = await throttles.consume(rateLimits.portalSubmissions, organisation.rut);
  if (!allowed) throw new Refusal('portal-submitted-often', { until });
}
