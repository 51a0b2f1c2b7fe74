import test from 'ava';
import { openForm } from './open-form.ts';
import { lookAt } from './quality.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
test.before(async () => {
  stage = await openStage();
});
test.after.always(() => stage.close());

test.serial('an address with a typing error is asked about, and one button corrects it', async (t) => {
  const { page, complaints } = await openForm(t, stage, true);
  const email = page.locator('#email');
  const asked = page.locator('#email + [role=status]');
  await email.focus();
  await asked.waitFor({ state: 'attached' });
  for (const [typed, meant] of [
    ['camila@gmial.com', '¿Quiso decir camila@gmail.com? Usar esa'],
    ['Camila.Soto@hotmial.con', '¿Quiso decir Camila.Soto@hotmail.com? Usar esa'],
    ['camila@gmail.com', ''],
    ['camila@correo.example', ''],
    ['camila@sence.cl', ''],
  ] as const) {
    await email.fill(typed);
    await email.blur();
    t.is((await asked.innerText()).replace(/\s+/g, ' ').trim(), meant, typed);
  }
  await email.fill('camila@gmial.com');
  await email.blur();
  await lookAt(t, page, true);
  await asked.getByRole('button', { name: 'Usar esa' }).click();
  t.is(await email.inputValue(), 'camila@gmail.com');
  t.is(await asked.innerText(), '');
  t.deepEqual(complaints, []);
});

test.serial('locked capitals are said under the key while it is typed', async (t) => {
  const { page } = await openForm(t, stage, true);
  const said = page.locator('.clave:has(#clave2) + [role=status]');
  await page.locator('#clave2').focus();
  await said.waitFor({ state: 'attached' });
  const press = (locked: boolean) =>
    page.evaluate(
      `document.querySelector('#clave2').dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: ${locked} }))`,
    );
  await press(true);
  t.is(await said.innerText(), 'Tiene activadas las mayúsculas');
  await press(false);
  t.is(await said.innerText(), '');
});
