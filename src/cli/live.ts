/**
 * `node src/cli/live.ts`: exit 0 if the server of this machine is alive, 1 if it is not; asks the first HOST at PORT.
 */
const { HOST = '', PORT } = process.env;
const [first = ''] = HOST.split(',');
const host = first.trim() || '127.0.0.1';

try {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${PORT || 3000}/live`;
  const { ok } = await fetch(address, { signal: AbortSignal.timeout(4000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
