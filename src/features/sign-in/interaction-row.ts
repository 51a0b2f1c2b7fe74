import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { errors, type InteractionResults, type default as Provider } from 'oidc-provider';

type Row = InstanceType<Provider['Interaction']>;

/** What the library's types leave out of a row: its store, and what is stored of it. */
interface Stored {
  readonly adapter: { replace(id: string, payload: object, seconds: number): Promise<boolean> };
  getValueAndPayload(): Promise<{ readonly payload: object }>;
}

const rows = new WeakMap<IncomingMessage, Promise<Row>>();

/** The sign-in of this browser, read once in a request; throws SessionNotFound. */
export function rowOf(provider: Provider, ctx: Context): Promise<Row> {
  const row = rows.get(ctx.req) ?? provider.interactionDetails(ctx.req, ctx.res);
  rows.set(ctx.req, row);
  return row;
}

/** The next read of the row asks the database: another request may have answered it while this one waited. */
export function readRowAnew({ req }: Context): void {
  rows.delete(req);
}

/**
 * Stores how a step ended, as `interactionResult` of the library does, without reading the row again; gives the address
 * at which the provider goes on. Throws SessionNotFound where the sign-in ended meanwhile: it is not written back.
 */
export async function keepResult(provider: Provider, ctx: Context, result: InteractionResults): Promise<string> {
  const row = await rowOf(provider, ctx);
  row.result = 'error' in result ? result : { ...row.lastSubmission, ...result };
  const { adapter, getValueAndPayload } = row as unknown as Stored;
  const { payload } = await getValueAndPayload.call(row);
  const left = Number(row.exp) - Math.floor(Date.now() / 1000);
  if (!(await adapter.replace(row.uid, payload, left)))
    throw new errors.SessionNotFound('interaction session not found');
  return row.returnTo;
}
