import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  type ClientApp,
  clientFileFor,
  goThrough,
  openClient,
  redeem,
  rosa,
  type Tokens,
  userInfo,
} from '../helpers/client-app.ts';
import { statementsOf } from '../helpers/count-statements.ts';
import { flood, kinds, showMadeUp } from '../made-up/made-up.ts';

/**
 * A person signs in; the client redeems the code, reads userinfo, renews and revokes. Returns the statements of each of
 * the client's requests; throws where one is refused.
 */
async function costsOf(client: ClientApp): Promise<readonly number[]> {
  const { checks, to } = await beginSignIn(client);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  let tokens: Tokens | undefined;
  const asks: readonly (() => Promise<unknown>)[] = [
    async () => {
      tokens = await redeem(client, answer, checks);
    },
    async () => tokens && userInfo(client, tokens),
    () => oidc.refreshTokenGrant(client.config, tokens?.refresh_token ?? ''),
    () => oidc.tokenRevocation(client.config, tokens?.access_token ?? ''),
  ];
  const costs: number[] = [];
  for (const ask of asks) costs.push(await statementsOf(ask));
  return costs;
}

const rowsOf = async ({ database }: TestApp): Promise<number> =>
  (await database.run<unknown[]>((sql) => sql('throttles').select())).length;

test.serial(
  '[O12] 31 made-up codes, refresh and access tokens each: nothing of the client is refused, and each of its requests costs the same statements',
  async (t) => {
    const app = await openTestApp({ clients: [clientFileFor('capacita')] });
    t.teardown(app.stop);
    const client = await openClient(app, 'capacita');
    await costsOf(client);
    const quiet = await costsOf(client);
    t.true(
      quiet.every((cost) => cost > 0),
      quiet.join(),
    );
    const rows = await rowsOf(app);
    const statuses = await flood(app.issuer, 'capacita', { count: 31 * kinds.length, perSecond: 200 });
    t.deepEqual([...statuses].toSorted(), [
      [400, 62],
      [401, 31],
    ]);
    t.is(await rowsOf(app), rows, 'no row is kept of them');
    t.deepEqual(await costsOf(client), quiet);
    for (const kind of kinds) {
      const cost = await statementsOf(() => showMadeUp(app.issuer, kind, 'capacita'));
      // One look-up; at the token endpoint within its transaction.
      t.is(cost, kind === 'access token' ? 1 : 3, kind);
    }
  },
);
