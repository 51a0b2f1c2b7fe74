import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { changes } from '../../src/domain/changes.ts';
import { openTestApp } from '../helpers/app.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const app = await openTestApp({ seed: false });
const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
test.after.always(async () => {
  rmSync(directory, { recursive: true, force: true });
  await app.stop();
});

const command = operatorCommand('cli/changes.ts');
const run = (...words: string[]) =>
  command(
    app.database.knex.client.config.connection,
    { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer, CLIENTS_DIR: directory },
    words,
  );

test('the command mails the contacts of the files once, and needs no secret of a client', async (t) => {
  const shared = { contacts: ['equipo@uno.example', 'no es un correo'], client_secret: undefined };
  const file = (id: string) => ({ ...clientFileFor(id, shared), client_secret_env: 'ABSENT' });
  for (const id of ['uno', 'dos']) writeFileSync(path.join(directory, `${id}.json`), JSON.stringify(file(id)));
  writeFileSync(path.join(directory, 'rota.json'), '{');
  const [change] = changes;
  const first = await run('announce', String(change?.id), '--by', 'Iván Paredes');
  t.is(first.code, 0, first.errors);
  t.regex(first.output, /Correos por enviar: 1\. Ya avisados antes: 0\./);
  t.regex((await run('announce', String(change?.id), '--by', 'Iván Paredes')).output, /Correos por enviar: 0\./);
  const mails = await app.mailbox();
  t.deepEqual(
    mails.map(({ to }) => to),
    ['equipo@uno.example'],
  );
  t.regex(mails[0]?.text ?? '', /Plataforma dos y Plataforma uno/);
});
