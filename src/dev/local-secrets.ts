import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Reads a secret of this machine by name, and makes it at first use. Development only. */
type LocalSecret = (name: string) => string;

/** Keeps development's own secrets in one file below `folder`, readable by its owner. */
export function localSecrets(folder: string): LocalSecret {
  const file = path.join(folder, 'secrets.json');
  return (name) => {
    const known = read(file);
    const secret = known[name] ?? randomBytes(36).toString('base64url');
    if (known[name] === undefined) write(file, { ...known, [name]: secret });
    return secret;
  };
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Written to a temporary file and renamed: another process never reads half a file. */
function write(file: string, secrets: Readonly<Record<string, string>>): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
