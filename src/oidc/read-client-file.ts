import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clientFile } from './client-file.ts';
import { hasGuessable, readSecrets } from './client-secrets.ts';
import type { ClientFile } from './client-shape.ts';

/** Where the files of platforms lie, and what holds for them. */
export interface ClientsNeeds {
  readonly directory: string;
  readonly production: boolean;
  /** Whether simulated platforms are at home here, as in development they are; else their files are passed over. */
  readonly fictional?: boolean;
  /** Where `client_secret_env` is looked up and `${EXAMPLE_PORT}` comes from (this where simulated platforms are at home). */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads one platform; undefined when its file is wrong, for which `mistakes` has a line for each field, and when the
 * platform is a simulated one that is not at home here.
 */
export function readClientFile(needs: ClientsNeeds, file: string, mistakes: string[]): ClientFile | undefined {
  const json = parseJson(needs, file, mistakes);
  if (json === undefined || (!areAtHome(needs) && isSimulated(json))) return undefined;
  const parsed = clientFile.safeParse(json);
  if (parsed.success) {
    const wrong = [...secretMistakes(needs, parsed.data), ...plainAddresses(needs, parsed.data)];
    mistakes.push(...wrong.map((line) => `${file}: ${line}`));
    return parsed.data;
  }
  for (const { path: field, message } of parsed.error.issues)
    mistakes.push(`${file}: ${field.join('.') || '(file)'}: ${message}`);
  return undefined;
}

const areAtHome = ({ production, fictional = !production }: ClientsNeeds): boolean => fictional;

const isSimulated = (json: unknown): boolean => (json as { simulado?: unknown } | null)?.simulado === true;

/** A secret stands in the environment, where the file says so. */
function secretMistakes({ production, env }: ClientsNeeds, client: ClientFile): readonly string[] {
  const { client_secret_env: name, client_secret: clear } = client;
  const mistakes: string[] = [];
  if (production && clear)
    mistakes.push('client_secret: a secret in a file is for development only; name it with client_secret_env');
  const secrets = name === undefined ? undefined : readSecrets(env[name]);
  if (production && secrets && hasGuessable(secrets))
    mistakes.push(
      `client_secret_env: ${name} can be guessed (a repeated letter or word, a sequence, too few different characters); make one with: openssl rand -base64 32`,
    );
  if (name !== undefined && !secrets)
    mistakes.push(
      `client_secret_env: the environment has no ${name} of at least 32 printable characters (two at most, by a comma, newest first)`,
    );
  return mistakes;
}

/** Only an app comes back to the machine that it runs on (RFC 8252, 7.3): in production all others have https. */
function plainAddresses({ production }: ClientsNeeds, { application_type, simulado, ...client }: ClientFile): string[] {
  if (!production || simulado || application_type === 'native') return [];
  return (['redirect_uris', 'post_logout_redirect_uris'] as const).flatMap((field) =>
    client[field].flatMap((address, place) =>
      address.startsWith('https:')
        ? []
        : [`${field}.${place}: must be https; only a native app comes back to its own machine`],
    ),
  );
}

function parseJson(needs: ClientsNeeds, file: string, mistakes: string[]): unknown {
  const text = readFileSync(path.join(needs.directory, file), 'utf8');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what stands in the file.
  const expanded = areAtHome(needs) ? text.replaceAll('${EXAMPLE_PORT}', needs.env.EXAMPLE_PORT ?? '3001') : text;
  try {
    return JSON.parse(expanded);
  } catch (error) {
    mistakes.push(`${file}: is not JSON: ${(error as Error).message}`);
    return undefined;
  }
}
