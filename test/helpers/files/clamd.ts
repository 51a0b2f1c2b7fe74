import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Manner = 'scans' | 'silent' | 'garbage' | 'late' | 'large';

/** Starts the simulator of clamd as a program of its own, and gives its address. */
export async function startClamd(manner: Manner = 'scans'): Promise<{ readonly address: string; stop(): void }> {
  const program = fileURLToPath(new URL('programs/clamd.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', program, manner], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await new Promise<string[]>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk).split('\n'))),
  );
  return { address: `tcp://127.0.0.1:${line}`, stop: () => void child.kill() };
}
