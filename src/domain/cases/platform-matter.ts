import { isPortalId } from '../portal-client.ts';

/** What is decided of a client: its review, that of a change, its step to production, its suspension, and the end of that. */
const platformSteps = ['certificacion', 'revision', 'produccion', 'suspension', 'levantamiento'] as const;
export type PlatformStep = (typeof platformSteps)[number];

/** Why a client is suspended: a code, which its contacts read in words. */
export const suspensionReasons = [
  'incidente-de-seguridad',
  'uso-indebido',
  'datos-falsos',
  'incumplimiento',
  'a-pedido',
] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

/** What a case of the kind `plataforma` is about. */
export interface PlatformMatter {
  readonly step: PlatformStep;
  /** The client, by its id in the portal. */
  readonly client: string;
  /** Of a suspension. */
  readonly reason?: SuspensionReason | undefined;
}

/** The matter as a case stores it. */
export const matterText = ({ step, client, reason }: PlatformMatter): string =>
  [step, client, ...(reason ? [reason] : [])].join(':');

/** Reads it again; undefined for the matter of another kind. */
export function readMatter(text: string | undefined): PlatformMatter | undefined {
  const [first, client = '', last] = (text ?? '').split(':');
  const step = platformSteps.find((one) => one === first);
  if (!step || !isPortalId(client)) return undefined;
  return { step, client, reason: suspensionReasons.find((one) => one === last) };
}
