import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientMetadata } from 'oidc-provider';
import { clientFile } from './client-file.ts';
import { toMetadata } from './client-metadata.ts';
import { readSecrets } from './client-secrets.ts';
import type { ClientFile } from './client-shape.ts';

export interface ClientsNeeds {
  readonly directory: string;
  readonly production: boolean;
  /** Whether simulated platforms are at home here, as in development they are; else their files are passed over. */
  readonly fictional?: boolean;
  /** Where `client_secret_env` is looked up and `${EXAMPLE_PORT}` comes from (the latter where simulated platforms are at home). */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A file of CLIENTS_DIR that is wrong; every mistake of every file, with the file and the field. */
export class ClientFileError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`CLIENTS_DIR has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ClientFileError';
    this.mistakes = mistakes;
  }
}

/** Reads all platforms, one JSON file each; production passes over the simulated ones. */
export function readClients(needs: ClientsNeeds): ClientMetadata[] {
  const mistakes: string[] = [];
  const files = filesOf(needs.directory);
  const read = files.flatMap((file) => {
    const client = readClient(needs, file, mistakes);
    return client ? [{ file, client }] : [];
  });
  for (const [place, { file, client }] of read.entries()) {
    const twin = read.slice(0, place).find((other) => other.client.client_id === client.client_id);
    if (twin) mistakes.push(`${file}: client_id: "${client.client_id}" stands in ${twin.file} too`);
    const api = client.resource_server?.identifier;
    const owner = api && read.slice(0, place).find((other) => other.client.resource_server?.identifier === api);
    // Each would hear of the tokens that are meant for the other.
    if (owner) mistakes.push(`${file}: resource_server.identifier: "${api}" stands in ${owner.file} too`);
  }
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

/** One platform, or undefined when its file is wrong, or of a simulated one that is not at home here. */
function readClient(needs: ClientsNeeds, file: string, mistakes: string[]): ClientFile | undefined {
  const json = parseJson(needs, file, mistakes);
  if (json === undefined || (!areAtHome(needs) && isSimulated(json))) return undefined;
  const parsed = clientFile.safeParse(json);
  if (parsed.success) {
    mistakes.push(...secretMistakes(needs, parsed.data).map((line) => `${file}: ${line}`));
    return parsed.data;
  }
  for (const { path: field, message } of parsed.error.issues)
    mistakes.push(`${file}: ${field.join('.') || '(file)'}: ${message}`);
  return undefined;
}

const areAtHome = ({ production, fictional = !production }: ClientsNeeds): boolean => fictional;

const isSimulated = (json: unknown): boolean => (json as { simulado?: unknown } | null)?.simulado === true;

function secretMistakes(
  { production, env }: ClientsNeeds,
  { client_secret_env: name, client_secret: clear }: ClientFile,
): string[] {
  const right = name === undefined || readSecrets(env[name]) !== undefined;
  return [
    ...(production && clear
      ? ['client_secret: a secret in a file is for development only; name it with client_secret_env']
      : []),
    ...(right
      ? []
      : [
          `client_secret_env: the environment has no ${name} of at least 32 printable characters (two at most, by a comma, newest first)`,
        ]),
  ];
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
