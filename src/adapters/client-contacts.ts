import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Email, parseEmail } from '../domain/email.ts';

interface Named {
  readonly client_id?: unknown;
  readonly client_name?: unknown;
  readonly contacts?: unknown;
  readonly simulado?: unknown;
}

/**
 * Name and contacts of each client file, without its secrets or its other rules: a command that mails them needs no
 * secret. Simulated ones only where they are allowed. A file that is no JSON, and a contact that is no address, are left out; the server refuses such files.
 */
export function contactsOfFiles(
  directory: string,
  fictional: boolean,
): readonly { readonly name: string; readonly contacts: readonly Email[] }[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => readNamed(path.join(directory, name)) ?? [])
    .filter(({ simulado }) => fictional || simulado !== true)
    .map(({ client_id, client_name, contacts }) => ({
      name: String(client_name ?? client_id),
      contacts: (Array.isArray(contacts) ? contacts : []).flatMap((contact) => readEmail(contact) ?? []),
    }));
}

function readNamed(file: string): Named | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readEmail(contact: unknown): Email | undefined {
  try {
    return parseEmail(String(contact));
  } catch {
    return undefined;
  }
}
