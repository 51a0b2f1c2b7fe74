import type { Context } from 'koa';
import { browserOf, show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { PREFIX } from './addresses.ts';

const PURPOSE = 'invitation-done';
const MINUTES = 10;

/** What the last page shows once, sealed in its address, in the browser that accepted. */
interface Sheet {
  readonly codes: readonly string[];
  readonly company: string;
  readonly nie: string;
  readonly browser: string;
  readonly at: string;
}

/** The address of the last page; without codes where the person had an account. */
export const donePage = (
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  shown: Pick<Sheet, 'codes' | 'company' | 'nie'>,
): string => `${PREFIX}/lista/${tokens.pack(PURPOSE, { ...shown, browser: browserOf(ctx), at: now().toISOString() })}`;

/** Shows it for ten minutes, and in no other browser. */
export function showDone({ tokens, now }: Pick<Deps, 'tokens' | 'now'>, ctx: Context): void {
  const sheet = tokens.unpack(PURPOSE, String(ctx.params.sheet)) as Sheet | undefined;
  const { titles } = textsOf(ctx).pages.invitation;
  const alive = sheet?.browser === browserOf(ctx) && now().getTime() - Date.parse(sheet.at) < MINUTES * 60_000;
  show(ctx, 'invitation/done', {
    title: titles.done,
    ...(alive
      ? { ...sheet, made: textsOf(ctx).formats.longDay(new Date(sheet.at)) }
      : { codes: [], company: undefined }),
  });
}
