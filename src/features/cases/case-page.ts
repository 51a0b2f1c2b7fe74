import type { Context } from 'koa';
import { readDraft } from '../../domain/cases/case-words.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { keepWriting } from '../../http/staff/kept-form.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { CaseActionTexts, CaseTexts } from '../../locales/shape/cases.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { Deps } from '../../ports/deps.ts';
import { previewOf, shownIn } from './answer-preview.ts';
import { blockFields, endsBlock, takeBlockEnd } from './block-form.ts';
import { callView } from './call-view.ts';
import { readDeed } from './case-form.ts';
import { caseView } from './case-view.ts';
import { openedCase } from './opened-case.ts';
import { memberNames } from './queue.ts';
import { answerView } from './right-view.ts';
import { stoppedView } from './stopped-view.ts';
import { caseAddress } from './tickets.ts';
import { actOnCase, type CaseDeed } from './use-cases/act-on-case.ts';
import { caseSheet } from './use-cases/case-sheet.ts';
import { stoppedOf } from './use-cases/decide-stopped.ts';
import { exportingRoles } from './use-cases/export-case.ts';
import type { MemberAt } from './use-cases/step-case.ts';
import { keepDraft } from './use-cases/work-on-case.ts';

const QUEUE = '/mesa/casos';
const fields = {
  fieldOf: {
    'outcome-missing': 'resultado',
    'ground-missing': 'fundamento',
    'reason-short': 'texto',
    'receiver-missing': 'a_quien',
    'reason-missing': 'motivo',
  },
  first: 'contenido',
} as const;

/** Un caso: what was asked, seen and said, and what this member may do. The text is kept at every button. */
export const casePage: DeskPage = {
  path: '/mesa/casos/caso/:boleto',
  roles: ['agente', 'revisor', 'auditor'],
  show: (deps, ctx, here) => showCase(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const opened = await openedCase(deps, ctx, here);
    if (!opened) return seeOther(ctx, QUEUE);
    const { folio, closed } = opened;
    if (closed) return closeWith(deps, ctx, here, folio, form);
    const again = (wrong: Wrong) => showCase(deps, ctx, here, wrong, form);
    const { member, visitor } = here;
    const at = { folio, member: member.id, version: versionIn(form), visitor };
    const ends = endsBlock(form);
    await showAgain(ctx, ends ? blockFields : fields, again, async () => {
      seeOther(ctx, await (ends ? takeBlockEnd : take)(deps, ctx, at, form));
    });
  },
};

/** All that was typed while the minutes of an emergency ended is kept, and the case is opened anew. */
async function closeWith(deps: Deps, ctx: Context, here: DeskHere, folio: string, form: Form): Promise<void> {
  await keepTyped(deps, { folio, member: here.member.id }, form);
  await keepWriting(deps, ctx, form, here.member.id);
  seeOther(ctx, caseAddress(deps, here, 'abrir', folio));
}

/** The version of the case that the form shows; a form without one shows none that there is. */
const versionIn = (form: Form): number => {
  const typed = text(form, 'version');
  return /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
};

/** Does what the button says, and gives where the browser goes then: of cases that ended a right alone has a page. */
async function take(deps: Deps, ctx: Context, at: MemberAt, form: Form): Promise<string> {
  await keepTyped(deps, at, form);
  const deed = readDeed(form);
  if (!deed) return `${ctx.path}?hecho=draft`;
  if (deed.action === 'decide' && !form.has('revisado')) {
    const shown = await previewOf(deps, at, deed);
    if (shown) return `${ctx.path}?${shown}#respuesta`;
  }
  const done = await actOnCase(deps, at, deed);
  return `${done.closedAt && done.kind !== 'derecho' ? QUEUE : ctx.path}?hecho=${saidOf(deed, done)}`;
}

/** What the next page says: a case that is called back is not decided, and one that was called may not be either. */
function saidOf({ action }: CaseDeed, { state }: DeskCase): keyof CaseTexts['actions'] {
  if (action === 'confirm' && state === 'por-llamar') return 'drawn';
  if (action !== 'call' || state === 'resuelta') return action === 'call' ? 'called' : action;
  return state === 'en-revision' ? 'denied' : 'unanswered';
}

/** The form of who only confirms has no text. */
async function keepTyped(deps: Deps, at: MemberAt, form: Form): Promise<void> {
  if (form.has('texto')) await keepDraft(deps, at, readDraft(text(form, 'texto')));
}

async function showCase(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const opened = await openedCase(deps, ctx, here);
  if (!opened) return seeOther(ctx, QUEUE);
  const { folio, closed } = opened;
  if (closed) return seeOther(ctx, caseAddress(deps, here, 'abrir', folio));
  const sheet = await caseSheet(deps, { folio, member: here.member.id });
  const texts = textsOf(ctx);
  const shown = form ? undefined : shownIn(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/case',
    tab: 'cases',
    title: texts.cases.titles.sheet,
    about: folio,
    done: entryOf<CaseActionTexts>(texts.cases.actions, String(ctx.query.hecho ?? ''))?.done,
    ...caseView(texts, sheet, await memberNames(deps), deps),
    logoAt: `${ctx.path}/plataforma/logo.png`,
    bundle: exportingRoles.some((role) => here.member.roles.includes(role)) ? `${ctx.path}/expediente` : undefined,
    ...callView(texts, sheet, deps, here),
    stopped: stoppedView(texts, await stoppedOf(deps, sheet.one), deps.now()),
    preview: shown && !sheet.one.closedAt ? answerView(texts, sheet, shown, deps.now()) : undefined,
    values: {
      texto: form?.has('texto') ? text(form, 'texto') : (sheet.draft ?? ''),
      llamada: text(form ?? new Map(), 'llamada'),
      contacto: text(form ?? new Map(), 'contacto'),
      otros: form ? text(form, 'otros') : '',
      resultado: form ? text(form, 'resultado') : (shown?.outcome ?? ''),
      fundamento: form ? text(form, 'fundamento') : (shown?.ground ?? ''),
      fin: form ? text(form, 'fin') : '',
      a_quien: form ? text(form, 'a_quien') : '',
      motivo: form ? text(form, 'motivo') : '',
    },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
