// A server that starts a drawing which never ends, tells its process and is killed in the middle.
import { spawn } from 'node:child_process';

const { file, args, as } = JSON.parse(process.argv[2] ?? '{}');
const child = spawn(file, args, { env: {}, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], ...as });
process.stdout.write(String(child.pid));
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1000);
