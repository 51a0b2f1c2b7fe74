import type { Context } from 'koa';
import { isWing } from '../../domain/wings.ts';
import { show } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Platforms } from '../../ports/own-sign-in.ts';
import type { EndedSession, Heard } from '../../ports/sessions.ts';
import type { Outcome } from './log-out-state.ts';
import { heardWords } from './log-out-words.ts';

/** The page loads itself anew ten times at most. */
const RELOAD = { seconds: 3, forMs: 30_000 } as const;

/** Sesión cerrada (M-60), where nothing is known of whom it was. */
export function showLoggedOut(ctx: Context, platform?: Way): void {
  show(ctx, 'log-out/done', { title: 'Sesión cerrada', told: [], ...(platform ? { platform } : {}) });
}

/** A way back to a platform. */
interface Way {
  readonly name: string;
  readonly href?: string | undefined;
}

/** What came of it: who stays connected, and else how far each platform was told. */
export async function showOutcome(deps: Deps, platforms: Platforms, ctx: Context, outcome: Outcome): Promise<void> {
  const from = outcome.clientId === undefined ? undefined : await platforms.find(outcome.clientId);
  const platform = from && { name: from.name, href: from.home };
  if (outcome.choice === 'stayed') return show(ctx, 'log-out/stayed', { title: 'Sigue conectado', platform });
  const told = await whoIsTold(deps, platforms, outcome.told);
  const waits = told.some(({ heard }) => heard === 'waiting');
  show(ctx, 'log-out/done', {
    title: 'Sesión cerrada',
    only: outcome.choice === 'here',
    told: told.map(({ name, heard }) => ({ dt: name, dd: heardWords[heard] })),
    waits,
    refresh: waits && deps.now().getTime() - outcome.at < RELOAD.forMs ? RELOAD.seconds : undefined,
    platform,
  });
}

/** The platforms of a session that ended and how far each was told, without the wings of the house. */
async function whoIsTold({ sessions }: Deps, platforms: Platforms, ended: readonly EndedSession[]) {
  const heard = await sessions.heard(ended);
  const known = await Promise.all(ended.map(({ clientId }) => platforms.find(clientId)));
  return known.flatMap((platform, place) => {
    if (!platform || isWing(platform.clientId)) return [];
    return [{ name: platform.name, heard: platform.hearsLogouts ? (heard[place] as Heard) : 'silent' }] as const;
  });
}
