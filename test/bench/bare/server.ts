/**
 * The library alone: a store in memory, the keys, clients and lifetimes of ours, a page of one form, and the same
 * hash of the same engine. Everything else that the product does is left out on purpose.
 */
import { createServer } from 'node:http';
import Koa from 'koa';
import { Provider } from 'oidc-provider';
import { signInPages } from './pages.ts';
import { bareSettings } from './settings.ts';

const { PORT = '', ISSUER = '' } = process.env;
const provider = new Provider(ISSUER, await bareSettings());
provider.proxy = true;
const app = new Koa();
app.proxy = true;
app.use(await signInPages(provider));
app.use((ctx) => {
  ctx.respond = false;
  return provider.callback()(ctx.req, ctx.res);
});
createServer(app.callback()).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
