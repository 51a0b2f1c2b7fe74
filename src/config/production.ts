import { isLoopback } from '../domain/loopback.ts';
import { settings } from './schema.ts';

/** Production is set by NODE_ENV, or by an issuer that is not on this machine, whatever NODE_ENV says. */
export function isProduction({ NODE_ENV, ISSUER }: Readonly<Record<string, string | undefined>>): boolean {
  return (
    NODE_ENV === 'production' || (ISSUER !== undefined && URL.canParse(ISSUER) && !isLoopback(new URL(ISSUER).hostname))
  );
}

/** What production refuses, each with its name and its correction. */
export function productionMistakes(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return settings.flatMap(({ name, production }) => {
    const mistake = production?.mistake(env[name], env.SANDBOX === 'yes');
    return mistake ? [`${name}: ${mistake}`] : [];
  });
}
