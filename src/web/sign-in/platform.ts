import type { Client } from 'oidc-provider';
import { isWing } from '../../domain/wings.ts';

/** The platform that asks for a sign-in, as its pages name it. */
export interface AskingPlatform {
  readonly name: string;
  /** Where its answer goes, such as "portal.example"; empty where a device waits for it. */
  readonly host: string;
  readonly initials: string;
  /** It was written for ClaveÚnica, and knows people by their RUN. */
  readonly onlyRun: boolean;
  /** What the way back is called. */
  readonly back: string;
}

/** Reads it from the client that asks and the address to which its answer goes. */
export function platformOf(client: Client, redirectUri: string): AskingPlatform {
  const name = client.clientName ?? client.clientId;
  return {
    name,
    host: URL.canParse(redirectUri) ? new URL(redirectUri).host : '',
    initials: initialsOf(name),
    onlyRun: client.claims_profile === 'claveunica',
    back: wayBackTo(client, redirectUri),
  };
}

/** A wing of the house is no platform to go back to, and a device waits elsewhere. */
function wayBackTo({ clientId }: Client, redirectUri: string): string {
  if (isWing(clientId)) return 'Volver a la portada';
  return redirectUri === '' ? 'Detener el ingreso en el equipo' : 'Volver a la plataforma';
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
