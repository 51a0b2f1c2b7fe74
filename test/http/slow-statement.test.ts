import test from 'ava';
import { openTestApp } from '../helpers/app.ts';

test('[S5] a slow statement is 500 with its name in the log, and /estado and /ready do not call the database away', async (t) => {
  const app = await openTestApp({ through: (connection) => connection });
  t.teardown(app.stop);
  const { run } = app.database;
  // A request that reads the table waits longer than a page's statement may take.
  await run((sql) =>
    sql.raw(`alter table captchas rename to captchas_kept;
      create view captchas as select captchas_kept.* from captchas_kept, pg_sleep(3);
      create function wait() returns trigger language plpgsql as 'begin perform pg_sleep(3); return new; end';
      create trigger wait instead of insert on captchas for each row execute function wait();`),
  );
  const page = await fetch(`${app.issuer}/registro/natural`, { headers: { accept: 'text/html' } });
  t.is(page.status, 500);
  t.is(page.headers.get('retry-after'), null);
  t.regex(await page.text(), /Algo falló de nuestro lado/);
  const [line = ''] = app.logged.filter((each) => each.includes('SlowStatement'));
  t.regex(line, /statement over its time limit: .*captchas/);
  t.is((await fetch(`${app.issuer}/ready`)).status, 200);
  const state = (await (await fetch(`${app.issuer}/estado.json`)).json()) as { sign_in: { working: boolean } };
  t.true(state.sign_in.working);
});
