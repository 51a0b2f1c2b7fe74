import { isLoopback } from '../../domain/loopback.ts';
import { missingTokenText } from '../../locales/es-CL/operator/settings.ts';

/** What production requires of one setting. */
export interface ProductionRule {
  /** The rule in a few words: the README's table prints it. */
  readonly says: string;
  /**
   * What is wrong and what to do; undefined if nothing is. The value is as the environment has it, perhaps malformed.
   */
  readonly mistake: (value: string | undefined, sandbox: boolean) => string | undefined;
}

/** Production has no default; the text says what to set. */
export const required = (whatToDo: string): ProductionRule => ({
  says: 'required',
  mistake: (value) => (value ? undefined : whatToDo),
});

/** Production accepts only https. */
export const requiredHttps = (whatToDo: string): ProductionRule => ({
  says: 'required, https',
  mistake: (value) => (value?.startsWith('https:') ? undefined : whatToDo),
});

/** An address of a service that must authenticate its callers. */
export const requiredWithToken = (whatToDo: string): ProductionRule => ({
  says: 'required',
  mistake: (value) => (value ? missingToken(value) : whatToDo),
});

/** The address of a registry: in a sandbox the simulator replaces one that has none. */
export const requiredRegistry = (whatToDo: string): ProductionRule => ({
  says: 'required, but not in a sandbox',
  mistake: (value, sandbox) => (value ? missingToken(value) : sandbox ? undefined : whatToDo),
});

/** Production refuses any value. */
export const refused = (whatToDo: string): ProductionRule => ({
  says: 'refused',
  mistake: (value) => (value ? whatToDo : undefined),
});

/** Production refuses one value. */
export const refusedAs = (wrong: string, whatToDo: string): ProductionRule => ({
  says: `\`${wrong}\` is refused`,
  mistake: (value) => (value === wrong ? whatToDo : undefined),
});

/** A service over a network must authenticate its callers; a program on this machine may do so for us. */
function missingToken(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || isLoopback(url.hostname) || url.username || url.password) return undefined;
  return missingTokenText(`https://:token@${url.host}${url.pathname}`);
}
