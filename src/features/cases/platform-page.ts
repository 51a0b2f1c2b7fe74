import type { Context } from 'koa';
import { platformFields } from '../../domain/cases/platform-review.ts';
import { parseCorrection } from '../../domain/facilitador/parse-correction.ts';
import { type ReviewComment, revisedData } from '../../domain/portal-client.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { sendPixels } from '../../http/send-pixels.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { openedCase } from './opened-case.ts';
import { commentFields, reviewView } from './platform-view.ts';
import { caseSheet } from './use-cases/case-sheet.ts';
import { observePlatform } from './use-cases/observe-platform.ts';
import { whyNotObserve } from './use-cases/observe-request.ts';
import type { PlatformOfCase } from './use-cases/platform-of-case.ts';
import type { MemberAt } from './use-cases/step-case.ts';

const QUEUE = '/mesa/casos';
const fields = { fieldOf: { 'parts-missing': commentFields.name }, first: 'contenido' } as const;

/** Los datos de una plataforma: every part of it, what changed since the last review, and a comment beside each part. */
export const platformPage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/plataforma',
  roles: ['agente', 'revisor'],
  show: (deps, ctx, here) => showData(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const at = await openHere(deps, ctx, here);
    if (!at) return seeOther(ctx, QUEUE);
    const again = (wrong: Wrong) => showData(deps, ctx, here, wrong, form);
    await showAgain(ctx, fields, again, async () => {
      const comments = readComments(form);
      const { platforms } = textsOf(ctx);
      const named = platformFields.flatMap((field) =>
        comments
          .filter((one) => one.field === field)
          .map((one) => ({ name: platforms.fields[field], reason: one.text })),
      );
      await observePlatform(
        deps,
        { ...at, version: Number(text(form, 'version')) },
        { comments, text: platforms.message(named) },
      );
      seeOther(ctx, `${backOf(ctx)}?hecho=observe`);
    });
  },
};

/**
 * The logo under review, or of a change the one of before (`?antes`): pixels that we drew, for the session that opened the
 * case.
 */
export const platformLogoPage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/plataforma/logo.png',
  roles: ['agente', 'revisor'],
  async show(deps, ctx, here) {
    const at = await openHere(deps, ctx, here);
    const found = at && (await caseSheet(deps, at)).platform;
    const logo = found && logoOf(found, 'antes' in ctx.query);
    const png = logo && (await deps.files.pixels(logo.file, 1));
    if (png) sendPixels(ctx, png);
    else ctx.status = 404;
  },
};

const logoOf = ({ matter, client }: PlatformOfCase, before: boolean) =>
  (matter.step === 'revision' && !before ? revisedData(client) : client.data).logo;

/** The parts beside which something was typed. Throws the refusals of their fields. */
function readComments(form: Form): readonly ReviewComment[] {
  const read = readAll(
    Object.fromEntries(
      platformFields.map((field) => [commentFields[field], () => parseCorrection(text(form, commentFields[field]))]),
    ),
  );
  return platformFields.flatMap((field) => {
    const reason = read[commentFields[field]];
    return reason ? [{ field, text: reason }] : [];
  });
}

const backOf = (ctx: Context): string => ctx.path.replace(/\/plataforma$/, '');

/** The case of the address, as far as this member may read it now. */
async function openHere(deps: Deps, ctx: Context, here: DeskHere): Promise<MemberAt | undefined> {
  const opened = await openedCase(deps, ctx, here);
  return opened && !opened.closed ? { folio: opened.folio, member: here.member.id, visitor: here.visitor } : undefined;
}

async function showData(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const at = await openHere(deps, ctx, here);
  if (!at) return seeOther(ctx, QUEUE);
  const { one, platform: found } = await caseSheet(deps, at);
  if (!found) return seeOther(ctx, backOf(ctx));
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/platform',
    tab: 'cases',
    title: texts.platforms.titles.review,
    about: one.folio,
    back: backOf(ctx),
    logoAt: `${ctx.path}/logo.png`,
    version: one.version,
    ...reviewView(texts, found, await whyNotObserve(deps, one, here.member)),
    values: Object.fromEntries(Object.values(commentFields).map((field) => [field, form ? text(form, field) : ''])),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
