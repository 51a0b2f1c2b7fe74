import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Judged, judgeClient, type Rule } from './judge.ts';
import type { Contradiction } from './profiles.ts';
import { hasGuessable, readSecrets } from './secrets.ts';

/** Where the files of platforms lie, and what holds for them. */
export interface ClientsNeeds {
  readonly directory: string;
  readonly production: boolean;
  /** Whether simulated platforms are at home here, as in development they are; else their files are passed over. */
  readonly fictional?: boolean;
  /** Where `client_secret_env` is looked up and `${EXAMPLE_PORT}` comes from (this where simulated platforms are at home). */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One file of CLIENTS_DIR: its mistakes, each with its field, and what could be read of it. */
export interface ReadFile extends Pick<Judged, 'client' | 'readable'> {
  readonly file: string;
  readonly mistakes: readonly string[];
}

/**
 * Reads one platform with all that is wrong with it. Undefined when it is a simulated one that is not at home here, and
 * when it is no JSON, of which `mistakes` is told.
 */
export function readClientFile(needs: ClientsNeeds, file: string, mistakes: string[]): ReadFile | undefined {
  const json = parseJson(needs, file, mistakes);
  if (json === undefined || (!areAtHome(needs) && isSimulated(json))) return undefined;
  const { client, readable, mistakes: found } = judgeClient(needs.production ? json : withOwnSector(json));
  const here = [secretMistakes(needs), plainAddresses(needs)].flatMap(readable);
  return { file, client, readable, mistakes: [...found, ...here].map(lineFor(file)) };
}

/** "mi-curso.json: redirect_uris.0: must be ...", as every mistake of a file is told. */
export const lineFor =
  (file: string) =>
  ([field, message]: Contradiction): string =>
    `${file}: ${field.join('.') || '(file)'}: ${message}`;

const areAtHome = ({ production, fictional = !production }: ClientsNeeds): boolean => fictional;

const isSimulated = (json: unknown): boolean => (json as { simulado?: unknown } | null)?.simulado === true;

/** In development a platform that names no sector has one of its own; production has no default for what never changes. */
function withOwnSector(json: unknown): unknown {
  const { client_id, sector } = (json ?? {}) as { readonly client_id?: unknown; readonly sector?: unknown };
  return sector === undefined && typeof client_id === 'string' ? { ...(json as object), sector: client_id } : json;
}

const NO_CLEAR_SECRET = 'a secret in a file is for development only; name it with client_secret_env';

/** A secret stands in the environment, where the file says so. */
const secretMistakes = ({ production, env }: ClientsNeeds): Rule =>
  function* ({ client_secret_env: name, client_secret: clear }) {
    if (production && clear) yield [['client_secret'], NO_CLEAR_SECRET];
    if (name === undefined) return;
    const secrets = readSecrets(env[name]);
    if (!secrets)
      yield [
        ['client_secret_env'],
        `the environment has no ${name} of at least 32 printable characters (two at most, by a comma, newest first)`,
      ];
    else if (production && hasGuessable(secrets))
      yield [
        ['client_secret_env'],
        `${name} can be guessed (a repeated letter or word, a sequence, too few different characters); make one with: openssl rand -base64 32`,
      ];
  };

/** Only an app comes back to the machine that it runs on (RFC 8252, 7.3): in production all others have https. */
const plainAddresses = ({ production }: ClientsNeeds): Rule =>
  function* (client) {
    if (!production || client.simulado || client.application_type === 'native') return;
    for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const)
      for (const [place, address] of client[field].entries())
        if (!address.startsWith('https:'))
          yield [[field, place], 'must be https; only a native app comes back to its own machine'];
  };

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
