import type { ExecutionContext } from 'ava';
import { SMTPServer } from 'smtp-server';

/** A relay on loopback that keeps each mail as it came, or refuses every recipient; it ends with the test. */
export async function openSmtp(t: ExecutionContext, refuse?: { readonly code: number }) {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(refuse ? Object.assign(new Error(`<${address}>: no`), { responseCode: refuse.code }) : null),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as { port: number };
  return { letters, url: `smtp://127.0.0.1:${port}` };
}
