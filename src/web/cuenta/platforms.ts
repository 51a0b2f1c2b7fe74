import type Router from '@koa/router';
import type { Context } from 'koa';
import { disconnectPlatform } from '../../account/disconnect-platform.ts';
import type { Here } from '../../account/who-is-in.ts';
import type { Platform } from '../../ports/own-sign-in.ts';
import type { PlatformUse } from '../../ports/platform-uses.ts';
import { clientLinks } from '../client-links.ts';
import { seeOther, visitorOf } from '../page.ts';
import { toldBy } from '../told-by-scope.ts';
import type { Cuenta } from './cuenta.ts';
import { donePath } from './done-words.ts';
import { addForm, addPage, showTab } from './frame.ts';
import { momentOf } from './moments.ts';

const HOME = '/cuenta/plataformas';

/** Plataformas: who knows the person, what of, since when; and the way to end it. */
export function platformRoutes(router: Router, cuenta: Cuenta): void {
  const { world } = cuenta;

  addPage(router, cuenta, '/plataformas', async (ctx, here) => {
    const platforms = [];
    for (const use of await world.platformUses.list(here.account.id))
      platforms.push(knownAs(use, await platformOf(cuenta, use.clientId), here, world.now()));
    showTab(cuenta, ctx, here, {
      ...{ tab: 'platforms', view: 'platforms', title: 'Plataformas – Mi cuenta', platforms },
    });
  });

  addPage(router, cuenta, '/plataformas/:clientId', async (ctx, here) => {
    const use = await useOf(cuenta, ctx, here);
    if (!use) return seeOther(ctx, HOME);
    const platform = knownAs(use, await platformOf(cuenta, use.clientId), here, world.now());
    const title = `Desconectar ${platform.name} – Mi cuenta`;
    showTab(cuenta, ctx, here, { tab: 'platforms', view: 'disconnect', title, platform });
  });

  addForm(router, cuenta, '/plataformas/:clientId', async (ctx, here) => {
    const use = await useOf(cuenta, ctx, here);
    if (use) await disconnectPlatform(world, here, await platformOf(cuenta, use.clientId), visitorOf(ctx));
    seeOther(ctx, donePath(HOME, 'plataforma'));
  });
}

/** What this person has with the platform that the address names. */
async function useOf({ world }: Cuenta, ctx: Context, { account }: Here): Promise<PlatformUse | undefined> {
  const uses = await world.platformUses.list(account.id);
  return uses.find(({ clientId }) => clientId === ctx.params.clientId);
}

/** A platform that the house does not serve any more is still known by its id. */
async function platformOf({ own }: Cuenta, clientId: string): Promise<Platform> {
  return (await own.platforms.find(clientId)) ?? { clientId, name: clientId, host: undefined, firstParty: false };
}

/** What the page says of one platform. */
export function knownAs(
  use: Omit<PlatformUse, 'accountId'>,
  { clientId, name, host, firstParty, ...pages }: Platform,
  { account, actor }: Pick<Here, 'account' | 'actor'>,
  now: Date,
) {
  return {
    ...{ name, host, firstParty, href: `${HOME}/${clientId}` },
    initials: name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => word.charAt(0))
      .join(''),
    links: clientLinks(pages, host),
    told: toldBy(use.scopes, account, actor),
    since: momentOf(use.firstAt, now),
    last: momentOf(use.lastAt, now),
  };
}
