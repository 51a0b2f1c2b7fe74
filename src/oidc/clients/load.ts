import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientMetadata } from 'oidc-provider';
import { isReadable, type Judged, judgeClient, peek, type Rule } from './judge.ts';
import { toMetadata } from './metadata.ts';
import type { Contradiction } from './profiles.ts';
import { hasGuessable, readSecrets } from './secrets.ts';

/** Where the client files are, and what applies to them. */
interface ClientsNeeds {
  readonly directory: string;
  readonly production: boolean;
  /** Whether simulated clients are allowed here, as in development; otherwise their files are skipped. */
  readonly fictional?: boolean;
  /** The source of `client_secret_env` and `${EXAMPLE_PORT}` (the latter where simulated clients are allowed). */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One file of CLIENTS_DIR: its mistakes, each with its field, and the fields that could be read. */
interface ReadFile extends Pick<Judged, 'client' | 'readable'> {
  readonly file: string;
  readonly mistakes: readonly string[];
}

/** Wrong files of CLIENTS_DIR: every mistake of every file, with the file and the field. */
export class ClientFileError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`CLIENTS_DIR has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ClientFileError';
    this.mistakes = mistakes;
  }
}

/** Reads all clients, one JSON file each; simulated ones only where they are allowed. Throws ClientFileError. */
export function readClients(needs: ClientsNeeds): ClientMetadata[] {
  const broken: string[] = [];
  const read = filesOf(needs.directory).flatMap((file) => readClientFile(needs, file, broken) ?? []);
  // A file that is no JSON may declare what the other files name.
  const apis = broken.length === 0 ? unknownApis(read) : [];
  const mistakes = [...broken, ...read.flatMap((one) => one.mistakes), ...duplicates(read), ...apis];
  if (mistakes.length > 0) throw new ClientFileError(mistakes);
  return read.map(({ client }) => {
    const { client_secret_env: name } = client;
    return toMetadata(client, name === undefined ? undefined : readSecrets(needs.env[name]));
  });
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (cause) {
    throw new ClientFileError([
      `${directory}: cannot be read (${(cause as NodeJS.ErrnoException).code}); set CLIENTS_DIR`,
    ]);
  }
}

/** Clients with the same name, and APIs that two files declare. */
function duplicates(read: readonly ReadFile[]): readonly string[] {
  const known = read.map(({ file, client }) => ({
    file,
    id: peek(client, 'client_id'),
    api: peek(client, 'resource_server')?.identifier,
  }));
  return known.flatMap(({ file, id, api }, place) => {
    const before = known.slice(0, place);
    const namesake = id && before.find((one) => one.id === id);
    const other = api && before.find((one) => one.api === api);
    return [
      ...(namesake ? [`${file}: client_id: "${id}" stands in ${namesake.file} too`] : []),
      ...(other ? [`${file}: resource_server.identifier: "${api}" is declared in ${other.file} too`] : []),
    ];
  });
}

/**
 * APIs that a client may call and no file declares, and scopes that an API does not know. Nothing is reported if the
 * API of some file cannot be read: it may be the missing one.
 */
function unknownApis(read: readonly ReadFile[]): readonly string[] {
  if (!read.every(({ client }) => isReadable(client, 'resource_server'))) return [];
  const declared = new Map(
    read.flatMap(({ client: { resource_server: api } }) => (api ? [[api.identifier, api.scopes] as const] : [])),
  );
  return read.flatMap(({ file, client }) =>
    (peek(client, 'resources') ?? []).flatMap(({ identifier, scopes }, place) => {
      const known = declared.get(identifier);
      if (!known) return [`${file}: resources.${place}.identifier: no platform declares the API "${identifier}"`];
      const strange = scopes.filter((scope) => !known.includes(scope)).join(' ');
      return strange ? [`${file}: resources.${place}.scopes: the API does not know "${strange}"`] : [];
    }),
  );
}

/**
 * Reads one client with all its mistakes. Undefined if it is a simulated one that is not allowed here, or if it is no
 * JSON, which is reported to `mistakes`.
 */
function readClientFile(needs: ClientsNeeds, file: string, mistakes: string[]): ReadFile | undefined {
  const json = parseJson(needs, file, mistakes);
  if (json === undefined || (!areAtHome(needs) && isSimulated(json))) return undefined;
  const { client, readable, mistakes: found } = judgeClient(needs.production ? json : withOwnSector(json));
  const here = [secretMistakes(needs), plainAddresses(needs)].flatMap(readable);
  return { file, client, readable, mistakes: [...found, ...here].map(lineFor(file)) };
}

/** "mi-curso.json: redirect_uris.0: must be ...", the form of every mistake of a file. */
const lineFor =
  (file: string) =>
  ([field, message]: Contradiction): string =>
    `${file}: ${field.join('.') || '(file)'}: ${message}`;

const areAtHome = ({ production, fictional = !production }: ClientsNeeds): boolean => fictional;

const isSimulated = (json: unknown): boolean => (json as { simulado?: unknown } | null)?.simulado === true;

/** In development a client without a sector gets its own; production has no default for a value that never changes. */
function withOwnSector(json: unknown): unknown {
  const { client_id, sector } = (json ?? {}) as { readonly client_id?: unknown; readonly sector?: unknown };
  return sector === undefined && typeof client_id === 'string' ? { ...(json as object), sector: client_id } : json;
}

const NO_CLEAR_SECRET = 'a secret in a file is for development only; name it with client_secret_env';

/** A secret is read from the environment variable that the file names. */
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

/** Only an app returns to the machine that it runs on (RFC 8252, 7.3): in production all other clients have https. */
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
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file contains this text.
  const expanded = areAtHome(needs) ? text.replaceAll('${EXAMPLE_PORT}', needs.env.EXAMPLE_PORT ?? '3001') : text;
  try {
    return JSON.parse(expanded);
  } catch (error) {
    mistakes.push(`${file}: is not JSON: ${(error as Error).message}`);
    return undefined;
  }
}
