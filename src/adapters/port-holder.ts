import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** A process as an operator can identify it. */
interface PortHolder {
  /** The program and its script, "node main.ts"; nothing else of the command line, which may hold secrets. */
  readonly program: string;
  readonly pid: string;
}

/**
 * The process that listens on a TCP port of this machine. Undefined where it cannot be found: no /proc, or a process of
 * another user.
 */
export function portHolder(port: number): PortHolder | undefined {
  const sockets = new Set(listeningOn(port).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  const pid = namesIn('/proc').find((name) => /^\d+$/.test(name) && holds(name, sockets));
  return pid === undefined ? undefined : { program: nameOf(pid), pid };
}

/** Inodes of the sockets that listen there (proc(5), /proc/net/tcp: state 0A). */
function listeningOn(port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    textOf(file)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '', , state]) => local.endsWith(wanted) && state === '0A')
      .map((fields) => fields[9] ?? ''),
  );
}

const holds = (pid: string, sockets: ReadonlySet<string>): boolean =>
  namesIn(`/proc/${pid}/fd`).some((fd) => sockets.has(targetOf(`/proc/${pid}/fd/${fd}`)));

function nameOf(pid: string): string {
  // The program's file: its main thread may have another name, as Node's does.
  const program = basename(targetOf(`/proc/${pid}/exe`)) || textOf(`/proc/${pid}/comm`).trim();
  const script = textOf(`/proc/${pid}/cmdline`)
    .split('\0')
    .slice(1)
    .find((word) => /\.[cm]?[jt]s$/.test(word));
  return script ? `${program} ${basename(script)}` : program;
}

/** A process may end, or belong to another user, while it is read: then `otherwise` is returned. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

const namesIn = (folder: string): readonly string[] => quietly(() => readdirSync(folder), []);
const targetOf = (link: string): string => quietly(() => readlinkSync(link), '');
const textOf = (file: string): string => quietly(() => readFileSync(file, 'utf8'), '');
