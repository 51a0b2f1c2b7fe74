import { type CheckedPoint, isWhole } from '../platform-checklist.ts';
import type { PortalClient, PortalState } from '../portal-client.ts';
import type { PlatformStep } from './platform-matter.ts';

/** Why a case of a client cannot be granted. */
export type PlatformObstacle = 'platform-missing' | 'platform-changed' | 'checklist-open';

/** In which states of the client each step can be granted; a suspension of one person is confirmed too. */
const from: Readonly<Record<PlatformStep, readonly PortalState[]>> = {
  certificacion: ['en-revision'],
  revision: ['certificacion', 'produccion'],
  produccion: ['certificacion'],
  suspension: ['certificacion', 'produccion', 'suspendida'],
  levantamiento: ['suspendida'],
};

/** Whether a client in this state may take the step. */
export const mayTake = (step: PlatformStep, state: PortalState): boolean => from[step].includes(state);

/** Why it cannot be granted, and nothing where it can. */
export function whyNotGranted(
  step: PlatformStep,
  client: Pick<PortalClient, 'state' | 'revision'> | undefined,
  points: readonly CheckedPoint[],
): PlatformObstacle | undefined {
  if (!client) return 'platform-missing';
  if (!mayTake(step, client.state)) return 'platform-changed';
  if (step === 'revision' && client.revision?.state !== 'en-revision') return 'platform-changed';
  return step === 'produccion' && !isWhole(points) ? 'checklist-open' : undefined;
}

/** Parts of the data of a client that a reviewer sends back, or that differ from the last review. */
export const platformFields = [
  'name',
  'logo',
  'home',
  'policyUri',
  'redirectUris',
  'postLogoutRedirectUris',
  'backchannelLogoutUri',
  'authMethod',
  'keys',
  'idTokenAlg',
  'scopes',
  'purpose',
  'legalBasis',
  'technicalContacts',
  'institutionalContact',
] as const;
export type PlatformField = (typeof platformFields)[number];
