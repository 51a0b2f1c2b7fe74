import { SEEDED_KEY } from '../../../src/dev/people/seed.ts';
import { leanBrowser } from '../load/browser.ts';
import { ids } from '../place/clients.ts';
import type { Operation } from './operation.ts';
import { authorization, authorizePath, codeByKey, codeBySession, codeIn, submit } from './sign-in.ts';
import { exchange } from './token.ts';

/** Sign-ins of people and companies, from the authorization request to the tokens. */
export const signIns: readonly Operation[] = [
  {
    name: 'password login',
    bare: true,
    arrives: true,
    open: async (side) => ({
      async run() {
        const code = await codeByKey(leanBrowser(side.target), ids.first, { rut: side.nextPerson() });
        await exchange(side.target, code);
      },
    }),
  },
  {
    name: 'login at a known device',
    bare: false,
    arrives: false,
    async open(side) {
      const [browser, rut] = [leanBrowser(side.target), side.nextPerson()];
      await codeByKey(browser, ids.first, { rut, mi_equipo: 'si' });
      return {
        async run() {
          browser.keepOnly(['equipo', 'navegador']);
          await exchange(side.target, await codeByKey(browser, ids.first, { rut }));
        },
      };
    },
  },
  {
    name: 'login of a company',
    bare: false,
    arrives: false,
    open: async (side) => ({
      async run() {
        const browser = leanBrowser(side.target);
        const { rut, representative } = side.nextCompany();
        const { params, verifier } = authorization(ids.companies);
        const page = await browser.follow(await browser.get(authorizePath(params)));
        const form = await browser.follow(await submit(browser, page, { rut: '', accion: 'perfil-juridica' }));
        const fields = { rut, rut_representante: representative, clave: SEEDED_KEY, accion: 'ingresar' };
        const code = codeIn(await browser.follow(await submit(browser, form, fields)));
        await exchange(side.target, { clientId: ids.companies, code, verifier });
      },
    }),
  },
  {
    name: 'SSO login at a second platform',
    bare: true,
    arrives: true,
    async open(side) {
      const browser = leanBrowser(side.target);
      await codeByKey(browser, ids.first, { rut: side.nextPerson() });
      return { run: async () => void (await exchange(side.target, await codeBySession(browser, ids.second))) };
    },
  },
];
