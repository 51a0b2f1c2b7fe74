import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Checks } from '../helpers/proof/checks.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { fillRegistration } from '../helpers/proof/registrations.ts';
import { ask, freePort, type ServerProcess } from '../helpers/server-process.ts';

const EMAIL = 'camila@correo.example';
const DELAYED_AFTER_SECONDS = 60;

/** No server listens at the address of the relay for a while: pages report it, and then each mail is sent once. */
export async function silentMail(checks: Checks, ground: Ground, secondsDown: number): Promise<void> {
  checks.chapter(`The mail server refuses connections for ${secondsDown} seconds`);
  const port = await freePort();
  const server = await ground.start({ env: { SMTP_URL: `smtp://127.0.0.1:${port}?from=no-responder@sence.example` } });
  const done = await (await fillRegistration(server, '44000003-7', EMAIL)).send(server);
  const receipt = String(done.headers.location);
  checks.check('the registration is accepted all the same', done.status === 303);
  await sleep(secondsDown * 1000);
  const meanwhile = stateIn(await pageOf(server, receipt));
  const expected = secondsDown > DELAYED_AFTER_SECONDS ? 'Con demora' : 'En camino';
  checks.check(`the page says "${expected}" and not "Enviado"`, meanwhile === expected, meanwhile);
  await receive(checks, server, port, receipt);
  await server.stop();
}

async function receive(checks: Checks, server: ServerProcess, port: number, receipt: string): Promise<void> {
  const { received, close } = await openMailServer(port);
  try {
    const start = performance.now();
    const arrived = await eventually(async () => received.length > 0, 60);
    checks.measure(
      'from the return of the mail server to the mail, s',
      ((performance.now() - start) / 1000).toFixed(1),
    );
    const reported = await eventually(async () => stateIn(await pageOf(server, receipt)).startsWith('Enviado'), 10);
    checks.check('the mail is sent when the mail server is back', arrived);
    checks.check('the page then says "Enviado"', reported);
    await sleep(3000);
    const [mail] = received;
    checks.check('it was sent once', received.length === 1, received.map(({ messageId }) => messageId).join(', '));
    checks.check(
      'it has a stable Message-ID of the server',
      /^<[\da-f-]{36}@sence\.example>$/.test(mail?.messageId ?? ''),
    );
    checks.check('it goes to the person who registered', mail?.to?.[0]?.address === EMAIL);
    checks.check('it has the link, in text and in HTML', hasLink(mail?.text) && hasLink(mail?.html));
  } finally {
    await close();
  }
}

const hasLink = (content = ''): boolean => /\/confirmar\/[\w-]{43}/.test(content);
const pageOf = async (server: ServerProcess, path: string): Promise<string> => (await ask(server, path)).body;

/** What the page gives as "Estado del envío". */
function stateIn(html: string): string {
  const words = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  return /Estado del envío (En camino|Enviado|Con demora|No se pudo enviar|Rechazado)/.exec(words)?.[1] ?? '(no state)';
}

/** A mail server that keeps what it is given. */
async function openMailServer(port: number) {
  const received: Email[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    async onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      received.push(await PostalMime.parse(Buffer.concat(chunks)));
      done();
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return { received, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
