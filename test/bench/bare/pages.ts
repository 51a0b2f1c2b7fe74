import type { Context, Next } from 'koa';
import type { Provider } from 'oidc-provider';
import { argon2Hasher } from '../../../src/adapters/hashing/hasher.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { SEEDED_KEY } from '../../../src/dev/people/seed.ts';
import { Secret } from '../../../src/domain/key.ts';
import { SECRETS_KEY } from '../place/product.ts';

const PLACE = { purpose: 'key', id: 'one' } as const;
const MOST_BYTES = 4096;

/** The page of the key, its form, and `/ready`; each key costs a hash of production's cost by the chosen engine. */
export async function signInPages(provider: Provider) {
  const hasher = await argon2Hasher(deriveSecrets([SECRETS_KEY]));
  const stored = await hasher.hash(new Secret(SEEDED_KEY), PLACE);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === '/ready') return void Object.assign(ctx, { body: 'ready' });
    if (!ctx.path.startsWith('/ingresar/')) return next();
    if (ctx.method !== 'POST') return void Object.assign(ctx, { type: 'html', body: pageOf(ctx.path) });
    const form = new URLSearchParams(await read(ctx));
    const right = await hasher.matches(stored, new Secret(form.get('clave') ?? ''), PLACE);
    const login = { accountId: (form.get('rut') ?? '').replace(/\W/g, '') };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, right ? { login } : { error: 'access_denied' }));
    ctx.status = 303;
  };
}

const pageOf = (path: string): string =>
  `<!doctype html><title>Ingreso</title><form method="post" action="${path}"><input name="rut"><input type="password" name="clave"><button>Ingresar</button></form>`;

async function read({ req }: Context): Promise<string> {
  let text = '';
  for await (const part of req.setEncoding('utf8')) if (text.length < MOST_BYTES) text += part;
  return text;
}
