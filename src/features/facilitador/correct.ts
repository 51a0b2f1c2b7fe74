import type Router from '@koa/router';
import type { Context } from 'koa';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import { type Form, judgeAll, text } from '../../http/form.ts';
import { keptFields } from '../../http/forms/kept-files.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { takeFiles } from '../../http/forms/take-files.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFilesForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain, waysAgain } from '../../http/signed-in/proof-again.ts';
import type { StoredFile } from '../../ports/files.ts';
import { correctedData, correctionFiles, correctionReaders, correctionValues, filesAsked } from './correct-form.ts';
import { correctView } from './correct-view.ts';
import { REQUESTS, showRequests } from './show-requests.ts';
import { requestOf } from './use-cases/company-request.ts';
import { correctRequest } from './use-cases/correct-request.ts';

const PATH = '/facilitadores/solicitudes/:folio/corregir';
const fieldOf = { ...proofFaults, 'facilitador-email-company': 'email', 'facilitador-email-taken': 'email' };

/** A form as it was read, with the files that were taken. */
type Sent = Awaited<ReturnType<typeof takeFiles>>;

/** «Corregir»: the parts that SENCE sent back, and no other; key and factor again. */
export function correctRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    const request = await observedIn(cuenta, ctx, here);
    if (!request) return seeOther(ctx, REQUESTS);
    await showCorrect(cuenta, ctx, here, request, {});
  });
  addFilesForm(router, cuenta, PATH, async (ctx, here, admit) => {
    const onList = (wrong: Wrong) => showRequests(cuenta, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, onList, () => takeCorrection(cuenta, ctx, here, admit));
  });
}

/** A request of the company of this session that waits for a correction. */
async function observedIn({ deps }: Cuenta, ctx: Context, { account }: Here): Promise<FacilitadorRequest | undefined> {
  const found =
    account.profile === 'juridica' ? await requestOf(deps, account.id, String(ctx.params.folio)) : undefined;
  return found?.state === 'observada' ? found : undefined;
}

/** Before a byte of a file is read: the request is the one that the form shows. Throws `facilitador-changed`. */
function assertShown(request: FacilitadorRequest | undefined, form: Form): asserts request is FacilitadorRequest {
  if (!request || text(form, 'version') !== String(request.version)) throw new Refusal('facilitador-changed');
}

async function takeCorrection(cuenta: Cuenta, ctx: Context, here: Here, admit: (form: Form) => void): Promise<void> {
  const { deps } = cuenta;
  const request = await observedIn(cuenta, ctx, here);
  const sent = await takeFiles(deps, ctx, {
    owner: { accountId: here.account.id },
    fields: correctionFiles,
    admit(form) {
      admit(form);
      assertShown(request, form);
    },
  });
  assertShown(request, sent.form);
  const again = (wrong: Wrong, fault: unknown) =>
    fault instanceof Refusal && fault.code === 'facilitador-changed'
      ? showRequests(cuenta, ctx, here, {
          ...wrong,
          errors: wrong.errors.map((line) => ({ ...line, id: 'contenido' })),
        })
      : showCorrect(cuenta, ctx, here, request, wrong, sent);
  await showAgain(ctx, { fieldOf, first: 'actual' }, again, async () => {
    await sendCorrection(cuenta, ctx, here, request, sent);
    seeOther(ctx, donePath(REQUESTS, 'facilitador-corregida'));
  });
}

/** Judges fields, files and key together, and sends what was corrected. */
async function sendCorrection(
  { deps }: Cuenta,
  ctx: Context,
  here: Here,
  request: FacilitadorRequest,
  { form, files, refused, busy }: Sent,
): Promise<void> {
  if (busy) throw busy;
  const typed = judgeAll(correctionReaders(form, request.observed, deps.policy, deps.now()));
  const proof = judgeAll(proofReaders(form, here, await asksFactor(deps, here)));
  const missing = filesAsked(request.observed).filter((field) => !files.has(field));
  const wrong = new Map([
    ...typed.refused,
    ...proof.refused,
    ...missing.map((field) => [field, refused.get(field) ?? new Refusal('file-missing')] as const),
  ]);
  const { actual, codigo } = proof.read;
  if (wrong.size > 0 || !actual) throw new FieldRefusals(wrong);
  await assertActsNow(deps, here, visitorOf(ctx));
  const proved = await proveAgain(deps, ctx, here, { actual, codigo });
  const corrected = { data: correctedData(request.data, typed.read), files: filesIn(request, files) };
  await correctRequest(deps, proved, request, corrected);
}

/** A file in the place of one that was not sent back is none of the request. */
function filesIn({ files, observed }: FacilitadorRequest, sent: ReadonlyMap<string, StoredFile>) {
  const asked = new Set(filesAsked(observed));
  const idIn = (field: string) => (asked.has(field) ? sent.get(field)?.id : undefined);
  return { declaration: idIn('declaracion') ?? files.declaration, document: idIn('documento') ?? files.document };
}

async function showCorrect(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  request: FacilitadorRequest,
  wrong: Partial<Wrong>,
  sent?: Pick<Sent, 'form' | 'files'>,
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
    archivos: keptFields(deps, texts, sent?.files ?? new Map()),
    values: correctionValues(request.data, sent?.form),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
