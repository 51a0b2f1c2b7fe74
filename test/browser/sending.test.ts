import test from 'ava';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { formOf, openForm } from './open-form.ts';
import { openStage, type Stage } from './stage.ts';
import { camila, fill, focused, heading, press, register } from './steps.ts';

let stage: Stage;
test.before(async () => {
  stage = await openStage();
});
test.after.always(() => stage.close());

async function registered(): Promise<{ accounts: number; letters: number }> {
  const letters = await stage.app.mailbox();
  const accounts = await stage.app.database.run<object[]>((sql) => sql('accounts').select('id'));
  return { accounts: accounts.length, letters: letters.length };
}

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';

  test.serial(`[ux 20] Enter sends the form from any field, ${how}`, async (t) => {
    const { page } = await openForm(t, stage, script);
    const inputs = page.locator('form .campo input:not([type=hidden])');
    const count = await inputs.count();
    t.true(count > 10);
    for (let place = 0; place < count; place += 1) {
      await page.goto(formOf(stage));
      await inputs.nth(place).press('Enter');
      await page.locator('#resumen').waitFor();
      t.is(await focused(page), 'resumen');
    }
  });

  test.serial(`[ux 28] a double click on «Crear Cuenta» registers once, ${how}`, async (t) => {
    const { page } = await openForm(t, stage, script);
    await fill(page, { ...camila, captcha: CAPTCHA_ANSWER });
    const before = await registered();
    await page.getByRole('button', { name: 'Crear Cuenta' }).dblclick();
    // The second click breaks off the first navigation: what counts is the page that stays.
    await page.getByRole('heading', { name: 'Éxito', level: 1 }).waitFor();

    t.regex(page.url(), /\/listo\//);
    t.deepEqual(await registered(), { accounts: before.accounts + 1, letters: before.letters + 1 });
  });
}

test.serial('two sendings of one form at the same time lead to one page and make one registration', async (t) => {
  const { page } = await openForm(t, stage, false);
  const [ficha, captcha_id] = await Promise.all(
    ['ficha', 'captcha_id'].map((name) => page.locator(`[name=${name}]`).inputValue()),
  );
  const sending = { ...camila, captcha: CAPTCHA_ANSWER, ficha: ficha ?? '', captcha_id: captcha_id ?? '' };
  const before = await registered();
  const answers = await Promise.all([1, 2].map(() => page.request.post(formOf(stage), { form: sending })));

  for (const answer of answers) t.regex(answer.url(), /\/listo\//);
  t.is(answers[0]?.url(), answers[1]?.url());
  t.deepEqual(await registered(), { accounts: before.accounts + 1, letters: before.letters + 1 });
});

test.serial('a form is sent once, and again only by a user who comes back to it', async (t) => {
  const { page } = await openForm(t, stage, true);
  const went = await page.evaluate<boolean[]>(`(() => {
    const went = [];
    addEventListener('submit', (event) => {
      went.push(!event.defaultPrevented);
      event.preventDefault();
    });
    const form = document.querySelector('form');
    form.requestSubmit();
    form.requestSubmit();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    form.requestSubmit();
    return went;
  })()`);
  t.deepEqual(went, [true, false, true]);
});

test.serial('[ux 29] «Atrás» after a registration shows an empty form that works', async (t) => {
  const { page } = await openForm(t, stage, true);
  await register(page);
  await page.waitForURL('**/listo/**');
  await page.goBack();
  t.is(await heading(page), 'Registrar Persona Natural');
  await press(page, 'Crear Cuenta');
  t.is(await focused(page), 'resumen');
});
