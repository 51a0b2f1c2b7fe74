import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The unprivileged account under which PostgreSQL runs; undefined if it is simply our own. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL refuses to run as root: the owner of the data, else `postgres`, else `nobody`. */
export function chooseOwner(dataFolder: string): Owner {
  if (process.getuid?.() !== 0) return undefined;
  const known = statSync(dataFolder, { throwIfNoEntry: false });
  if (known && known.uid !== 0) return { uid: known.uid, gid: known.gid };
  return postgresAccount() ?? { uid: 65534, gid: 65534 };
}

/** True if the owner may reach this path. Access lists beyond the mode bits are not checked. */
export function canReach(owner: Owner, path: string): boolean {
  if (!owner) return true;
  const parent = dirname(resolve(path));
  return mayEnter(owner, parent) && (parent === dirname(parent) || canReach(owner, parent));
}

function mayEnter(owner: { uid: number; gid: number }, folder: string): boolean {
  const { uid, gid, mode } = statSync(folder);
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

function postgresAccount(): Owner {
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : undefined;
}
