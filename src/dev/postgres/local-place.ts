import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { canReach, chooseOwner, type Owner } from './local-owner.ts';

/** The paths of one local server: absolute, all of them below `root`, which belongs to the owner alone. */
export interface Place {
  readonly owner: Owner;
  readonly root: string;
  readonly data: string;
  readonly socket: string;
  readonly logFile: string;
  /** Names the process that started the server, so that a later one can recognise an orphan. */
  readonly starterFile: string;
  /** Stands in the title of each of the server's processes; moves with the folder and is never shared by a copy. */
  readonly mark: string;
}

export const port = 5432;

/** Prepares the wished folder; if PostgreSQL could not work there, one below the temporary directory. */
export function preparePlace(wished: string, log: (text: string) => void): Place {
  const folder = resolve(wished);
  const owner = chooseOwner(join(folder, 'data'));
  mkdirSync(dirname(folder), { recursive: true });
  const name = `clave-sence-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const root = [folder, join(tmpdir(), name), join('/tmp', name)].find((each) => fits(owner, each));
  if (!root) throw new Error(`No folder for PostgreSQL: neither ${folder} nor the temporary directory can hold it.`);
  if (root !== folder)
    log(`PostgreSQL cannot work in ${folder} (path too long or closed to it): its data is in ${root}`);
  return placeIn(root, owner ? chooseOwner(join(root, 'data')) : undefined);
}

/** The kernel accepts 107 bytes for a socket's path; the rest is left for the lock file beside it. */
function fits(owner: Owner, root: string): boolean {
  return Buffer.byteLength(join(root, 'socket', `.s.PGSQL.${port}`)) <= 100 && canReach(owner, root);
}

function placeIn(root: string, owner: Owner): Place {
  for (const folder of [root, join(root, 'socket')]) ownFolder(folder, owner);
  const { dev, ino } = statSync(root);
  return {
    owner,
    root,
    data: join(root, 'data'),
    socket: join(root, 'socket'),
    logFile: join(root, 'postgres.log'),
    starterFile: join(root, 'starter.json'),
    mark: `clave-sence-${dev.toString(36)}-${ino.toString(36)}`,
  };
}

/** A folder of that name may have been created by another user of the machine: then it is not used. */
function ownFolder(folder: string, owner: Owner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const allowed = [owner?.uid, process.getuid?.()];
  if (!found.isDirectory() || !allowed.includes(found.uid)) {
    throw new Error(
      `${folder} belongs to another user, so PostgreSQL cannot start there. Remove it, or set DATABASE_URL.`,
    );
  }
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
}
