import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { read } from '../helpers/named-proofs.ts';

const own = fileURLToPath(new URL('../../var/nginx', import.meta.url));

/** Debian's nginx: the machine's, or the one that was unpacked below var/. */
export function findNginx(): string {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', path.join(own, 'usr/sbin')];
  const find = () => folders.map((folder) => path.join(folder, 'nginx')).find(existsSync);
  const found = find() ?? (unpackNginx() ? find() : undefined);
  if (found) return found;
  throw new Error('This suite needs nginx: install it (Debian: apt-get install nginx) and run it again.');
}

/**
 * Unpacked rather than installed, because Debian starts a server on port 80 at once; a missing library is installed.
 */
function unpackNginx(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) return false;
  console.error('Fetching nginx for the suite ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (program: string, ...words: string[]) =>
    spawnSync(program, words, { cwd: own, stdio: ['ignore', 2, 2], env, timeout: 300_000 }).status === 0;
  mkdirSync(own, { recursive: true });
  if (!run('apt-get', '-q', 'update') || !run('apt-get', '-q', 'download', 'nginx')) return false;
  const file = readdirSync(own).find((name) => name.endsWith('.deb'));
  if (!file) return false;
  if (!run('dpkg', '-x', file, '.')) return false;
  const linked = spawnSync('ldd', ['usr/sbin/nginx'], { cwd: own, encoding: 'utf8' }).stdout;
  if (!linked.includes('not found')) return true;
  const depends = spawnSync('dpkg-deb', ['-f', file, 'Depends'], { cwd: own, encoding: 'utf8' }).stdout;
  const libraries = depends.match(/\blib[\w.+-]+/g) ?? [];
  // An installed package is not upgraded.
  return run('apt-get', '-q', 'install', '-y', '--no-install-recommends', '--no-upgrade', ...libraries);
}

export interface Nginx {
  readonly issuer: string;
  readonly httpPort: number;
  readonly certificate: string;
  /** The output of nginx, access and errors. */
  logs(): string;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly upstreamPort: number;
}

/** Starts nginx with deploy/nginx.conf; replaced are names, ports and places, each of which must be in it. */
export async function startNginx({ httpsPort, httpPort, upstreamPort }: ProxyOptions): Promise<Nginx> {
  const program = findNginx();
  const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  const { key, certificate } = selfMade(folder);
  const replaced = [
    ['server 127.0.0.1:3000;', `server 127.0.0.1:${upstreamPort};`],
    ['listen 443 ssl', `listen 127.0.0.1:${httpsPort} ssl`],
    ['listen 80 ', `listen 127.0.0.1:${httpPort} `],
    ['https://clave.sence.gob.cl$request_uri', `https://localhost:${httpsPort}$request_uri`],
    ['server_name clave.sence.gob.cl;', 'server_name localhost;'],
    // The name has a port here, and none in the service.
    ['proxy_set_header Host $host;', `proxy_set_header Host $host:${httpsPort};`],
    ['/etc/ssl/clave-sence/fullchain.pem', certificate],
    ['/etc/ssl/clave-sence/key.pem', key],
    ['/var/log/nginx/', `${folder}/`],
  ].reduce((text, [from = '', to = '']) => {
    if (!text.includes(from)) throw new Error(`deploy/nginx.conf has no "${from}"`);
    return text.replaceAll(from, to);
  }, read('deploy/nginx.conf'));
  writeFileSync(path.join(folder, 'clave-sence.conf'), replaced);
  writeFileSync(path.join(folder, 'nginx.conf'), mainOf(folder));
  const child = spawn(program, ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...plainUser(folder),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part) => (said += part));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const takeAlong = () => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.removeListener('exit', takeAlong);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + 10_000; !(await listens(httpsPort)); await sleep(50))
    if (Date.now() > end || child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
  const logs = () =>
    ['clave-sence.log', 'clave-sence-error.log'].map((name) => readFileSync(path.join(folder, name), 'utf8')).join('');
  return {
    issuer: `https://localhost:${httpsPort}`,
    httpPort,
    certificate: readFileSync(certificate, 'utf8'),
    logs,
    stop,
  };
}

/** The content of Debian's own nginx.conf, with all files in one folder. */
const mainOf = (folder: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr;
events { worker_connections 256; }
http {
  default_type application/octet-stream;
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  include ${folder}/clave-sence.conf;
}
`;

/** A self-signed certificate for this machine. */
function selfMade(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'fullchain.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const name = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    key,
    '-out',
    certificate,
  ];
  execFileSync('openssl', [...words, ...name], { stdio: 'ignore', timeout: 30_000 });
  return { key, certificate };
}

/** nginx needs no rights for ports above 1024: root runs it as the user nobody. */
function plainUser(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['', ...readdirSync(folder)]) chownSync(path.join(folder, name), 65_534, 65_534);
  chmodSync(folder, 0o700);
  return { uid: 65_534, gid: 65_534 };
}

function listens(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(true)).on('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
