import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import { type Form, judgeAll } from '../../http/form.ts';
import { keptFields } from '../../http/forms/kept-files.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { takeFiles } from '../../http/forms/take-files.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFilesForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain, waysAgain } from '../../http/signed-in/proof-again.ts';
import type { StoredFile } from '../../ports/files.ts';
import { correctedData, correctionReaders, correctionValues, filesAsked } from './correct-form.ts';
import { correctView } from './correct-view.ts';
import { correctRequest, toCorrect } from './use-cases/correct-request.ts';

const LIST = '/cuenta/facilitadores';
const PATH = '/facilitadores/:folio';
const fieldOf = { ...proofFaults, 'facilitador-email-company': 'email', 'facilitador-email-taken': 'email' };

/** What a form of before may have. */
const everyFile = [{ part: 'declaration' }, { part: 'documentFile' }] as const;

/** «Corregir»: the parts that SENCE sent back, and no other; key and factor again. */
export function correctRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    const request = await requestIn(cuenta, ctx, here);
    if (!request) return seeOther(ctx, LIST);
    await showCorrect(cuenta, ctx, here, request, {});
  });
  addFilesForm(router, cuenta, PATH, (ctx, here, admit) => takeCorrection(cuenta, ctx, here, admit));
}

/** Of the company of this session alone. */
const requestIn = async ({ deps }: Cuenta, ctx: Context, { account }: Here) =>
  account.profile === 'juridica' ? toCorrect(deps, account.id, String(ctx.params.folio)) : undefined;

async function takeCorrection(cuenta: Cuenta, ctx: Context, here: Here, admit: (form: Form) => void): Promise<void> {
  const { deps } = cuenta;
  const request = await requestIn(cuenta, ctx, here);
  const fields = filesAsked(request?.observed ?? everyFile);
  const sent = await takeFiles(deps, ctx, {
    owner: { accountId: here.account.id },
    fields,
    // Before a byte of a file is read: nothing is drawn for a request that is not to be corrected.
    admit(form) {
      admit(form);
      if (!request) throw new Refusal('form-stale');
    },
  });
  if (!request) return seeOther(ctx, LIST);
  const { form, files, refused, busy } = sent;
  const again = (wrong: Wrong) => showCorrect(cuenta, ctx, here, request, wrong, { form, files });
  await showAgain(ctx, { fieldOf, first: 'actual' }, again, async () => {
    if (busy) throw busy;
    const proof = judgeAll(proofReaders(form, here, await asksFactor(deps, here)));
    const typed = judgeAll(correctionReaders(form, request.observed, deps.policy, deps.now()));
    const wrong = new Map([...typed.refused, ...refused, ...proof.refused]);
    for (const field of Object.keys(fields))
      if (!files.has(field) && !wrong.has(field)) wrong.set(field, new Refusal('file-missing'));
    const { actual, codigo } = proof.read;
    const run = here.actor?.run;
    if (wrong.size > 0 || !actual) throw new FieldRefusals(wrong);
    if (!run) throw new Refusal('not-representative');
    const proved = await proveAgain(deps, ctx, here, { actual, codigo });
    const corrected = { data: correctedData(request.data, typed.read), files: filesIn(request, files) };
    await correctRequest(deps, { ...proved, run }, request, corrected, visitorOf(ctx));
    seeOther(ctx, donePath(LIST, 'facilitador-corregido'));
  });
}

const filesIn = ({ files }: FacilitadorRequest, sent: ReadonlyMap<string, StoredFile>) => ({
  declaration: sent.get('declaracion')?.id ?? files.declaration,
  document: sent.get('documento')?.id ?? files.document,
});

interface Typed {
  readonly form: Form;
  readonly files: ReadonlyMap<string, StoredFile>;
}

async function showCorrect(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  request: FacilitadorRequest,
  wrong: Partial<Wrong>,
  typed?: Typed,
): Promise<void> {
  const { deps } = cuenta;
  const texts = textsOf(ctx);
  showTab(cuenta, ctx, here, {
    tab: 'facilitadores',
    folder: 'facilitador',
    view: 'correct',
    title: texts.pages.myAccount.titles.correctFacilitador,
    ...correctView(texts, request),
    ways: await waysAgain(deps, here),
    archivos: keptFields(deps, texts, typed?.files ?? new Map()),
    values: correctionValues(request.data, typed?.form),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
