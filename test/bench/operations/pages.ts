import { formFields } from '../../helpers/registration.ts';
import { type LeanBrowser, leanBrowser, type Page } from '../load/browser.ts';
import { expectStatus, nextNetwork, send } from '../load/target.ts';
import type { Operation } from './operation.ts';
import type { Side } from './side.ts';
import { submit } from './sign-in.ts';

/** Documents and pages that are only read, and the first steps of the forms that strangers use. */
export const pages: readonly Operation[] = [
  reading('discovery', '/.well-known/openid-configuration', true),
  reading('JWKS', '/oidc/jwks', true),
  reading('home page', '/'),
  reading('register page', '/registro/natural'),
  {
    name: 'register, POST',
    bare: false,
    arrives: false,
    open: async (side) => {
      const filled: (() => Promise<Page>)[] = [];
      return {
        async stock(count) {
          filled.length = 0;
          while (filled.length < count) filled.push(await fillRegistration(side));
        },
        async run() {
          const answer = (await filled.pop()?.()) as Page;
          expectStatus(answer, 303, 'a registration');
        },
      };
    },
  },
  {
    name: 'recovery, first step',
    bare: false,
    arrives: false,
    open: async (side) => ({
      async run() {
        const browser = leanBrowser(side.target);
        const page = await browser.get('/recuperar/natural');
        const captcha = await captchaOf(side, page);
        expectStatus(await submit(browser, page, { rut: side.nextAccount(), ...captcha }), 303, 'a recovery');
      },
    }),
  },
];

function reading(name: string, path: string, bare = false): Operation {
  return {
    name,
    bare,
    arrives: true,
    open: async ({ target }) => {
      const accept = bare ? 'application/json' : 'text/html';
      // Each read is of another visitor: the forms of strangers are limited by network.
      const headersOf = () => ({ accept, 'x-forwarded-for': nextNetwork() });
      return { run: async () => void expectStatus(await send(target, path, { headers: headersOf() }), 200, path) };
    },
  };
}

/** Opens the page and fills it in; the form is sent when the function is called. */
async function fillRegistration(side: Side): Promise<() => Promise<Page>> {
  const browser: LeanBrowser = leanBrowser(side.target);
  const page = await browser.get('/registro/natural');
  const rut = side.nextNewcomer();
  const fields = { ...formFields, rut, email: `n${rut}@correo.example`, ...(await captchaOf(side, page)) };
  return () => submit(browser, page, fields);
}

async function captchaOf(side: Side, { body }: Page): Promise<{ readonly captcha?: string }> {
  const [, id] = /\/captcha\/([\w-]+)\.png/.exec(body) ?? [];
  return id === undefined ? {} : { captcha: await side.lettersOf(id) };
}
