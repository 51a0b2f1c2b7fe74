import { formatIdentifier, type Identifier } from './account.ts';

/** A RUT or NIE of which only the beginning and the check digit are visible: "44.•••.•••-7". */
export function maskIdentifier(identifier: Identifier): string {
  const whole = formatIdentifier(identifier);
  return whole.slice(0, 2) + whole.slice(2, -2).replaceAll(/\d/g, '•') + whole.slice(-2);
}
