import test from 'ava';
import { deskPages } from '../../../src/app/desk-pages.ts';
import { staffRoles } from '../../../src/domain/staff.ts';
import { openTestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser } from '../../helpers/browser.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());

/** An address of each page; what it names does not exist. */
const addressOf = (path: string): string => `${app.issuer}${path.replaceAll(/:\w+/g, 'x')}`;

/** The status of a page and of its form, as this browser gets them; a form without its token is refused by itself. */
async function answersTo(browser: Browser, path: string) {
  const [page, form] = [await browser.get(addressOf(path)), await browser.post(addressOf(path), {})];
  return {
    get: page.status,
    post: form.status,
    to: [page, form].map(({ headers }) => headers.get('location')),
    text: page.text,
  };
}

const REFUSED = /de otro rol de la mesa/;

test('[threat 197] every page of the desk, by every role: those that it names, and no other', async (t) => {
  t.true(deskPages.length > 3);
  for (const [place, role] of staffRoles.entries()) {
    const { browser } = await openStaff(app, { roles: [role], run: `4400007${place}-0` });
    for (const { path, roles } of deskPages) {
      const { get, post, text } = await answersTo(browser, path);
      const opens = roles.includes(role);
      t.is(REFUSED.test(text), !opens, `${role} ${path}`);
      if (!opens) t.is(get, 403, `${role} ${path}`);
      t.true(post >= 400, `${role} posts to ${path} without the token of the form`);
    }
  }
});

test('[threat 190] no page of the desk, by a stranger, a citizen or a suspended member of every role', async (t) => {
  const { browser: suspended, member } = await openStaff(app, { roles: [...staffRoles], run: '44000079-0' });
  await app.deps.staff.suspend(member.id);
  const outside = [openBrowser(), await enterCuenta(app), suspended];
  for (const browser of outside)
    for (const { path, act } of deskPages) {
      const { get, post, to } = await answersTo(browser, path);
      t.deepEqual([get, to[0]], [303, '/mesa/ingreso'], path);
      if (act) t.deepEqual([post, to[1]], [303, '/mesa/ingreso'], path);
      else t.true(post >= 400, path);
    }
});
