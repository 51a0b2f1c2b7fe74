import { leanBrowser } from '../load/browser.ts';
import { expectStatus } from '../load/target.ts';
import { apis, ids } from '../place/clients.ts';
import type { Operation } from './operation.ts';
import type { Side } from './side.ts';
import { type Code, codeByKey, codeBySession } from './sign-in.ts';
import { exchange, postAs, refresh, type Tokens, userinfo } from './token.ts';

const both = { bare: true, arrives: true };

/** What the servers of clients ask, each with its secret. */
export const ofClients: readonly Operation[] = [
  {
    name: 'code exchange',
    bare: true,
    arrives: false,
    async open(side) {
      const browser = leanBrowser(side.target);
      await codeByKey(browser, ids.first, { rut: side.nextPerson() });
      const codes: Code[] = [];
      return {
        async stock(count) {
          codes.length = 0;
          while (codes.length < count) codes.push(await codeBySession(browser, ids.first));
        },
        run: async () => void (await exchange(side.target, codes.pop() as Code)),
      };
    },
  },
  {
    name: 'refresh',
    ...both,
    async open(side) {
      let tokens = await tokensOfNext(side);
      return {
        async run() {
          tokens = await refresh(side.target, ids.first, tokens.refresh_token);
        },
      };
    },
  },
  machineToken('client_credentials, JWT', apis.jwt),
  machineToken('client_credentials, opaque', apis.opaque),
  {
    name: 'userinfo',
    ...both,
    async open(side) {
      const { access_token } = await tokensOfNext(side);
      return { run: () => userinfo(side.target, access_token) };
    },
  },
  {
    name: 'introspection',
    ...both,
    async open(side) {
      const { access_token } = await tokensOfNext(side);
      return {
        async run() {
          const { body } = await postAs(side.target, ids.first, '/oidc/introspect', { token: access_token });
          if (!body.includes('"active":true')) throw new Error(`introspection answers ${body.slice(0, 200)}`);
        },
      };
    },
  },
];

function machineToken(name: string, { identifier, scope }: (typeof apis)['jwt' | 'opaque']): Operation {
  const form = { grant_type: 'client_credentials', resource: identifier, scope };
  return {
    name,
    ...both,
    open: async ({ target }) => ({
      run: async () => void expectStatus(await postAs(target, ids.machine, '/oidc/token', form), 200, name),
    }),
  };
}

async function tokensOfNext(side: Side): Promise<Tokens> {
  return exchange(side.target, await codeByKey(leanBrowser(side.target), ids.first, { rut: side.nextPerson() }));
}
