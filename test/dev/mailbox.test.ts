import test from 'ava';
import { openAppFor, registerCamila } from '../helpers/recovery.ts';

test('programs read the mailbox of development as JSON: each message, the newest first', async (t) => {
  const app = await openAppFor(t);
  await registerCamila(app);
  const answer = await fetch(`${app.issuer}/buzon.json`);
  t.regex(answer.headers.get('content-type') ?? '', /^application\/json/);
  const kept = await app.mailbox();
  t.true(kept.length > 1);
  t.deepEqual(await answer.json(), JSON.parse(JSON.stringify(kept)));
});
