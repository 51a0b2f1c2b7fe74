import { readdirSync } from 'node:fs';
import type { ClientMetadata } from 'oidc-provider';
import { twins, unknownApis } from './clients-together.ts';
import { toMetadata } from './metadata.ts';
import { type ClientsNeeds, readClientFile } from './read-client-file.ts';
import { readSecrets } from './secrets.ts';

/** A file of CLIENTS_DIR that is wrong; every mistake of every file, with the file and the field. */
export class ClientFileError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`CLIENTS_DIR has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ClientFileError';
    this.mistakes = mistakes;
  }
}

/** Reads all platforms, one JSON file each; simulated ones only where they are at home. Throws ClientFileError. */
export function readClients(needs: ClientsNeeds): ClientMetadata[] {
  const broken: string[] = [];
  const read = filesOf(needs.directory).flatMap((file) => readClientFile(needs, file, broken) ?? []);
  // Others may name what stands in a file that is no JSON.
  const apis = broken.length === 0 ? unknownApis(read) : [];
  const mistakes = [...broken, ...read.flatMap((one) => one.mistakes), ...twins(read), ...apis];
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
