import type Router from '@koa/router';
import type { Context } from 'koa';
import { ownCasePath } from '../../account/tell-of-case.ts';
import type { Here } from '../../account/who-is-in.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import type { Form } from '../../http/form.ts';
import { judgeAll } from '../../http/form.ts';
import { keptFields } from '../../http/forms/kept-files.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { takeFiles } from '../../http/forms/take-files.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFilesForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain, waysAgain } from '../../http/signed-in/proof-again.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredFile } from '../../ports/files.ts';
import { copyView } from './copy-view.ts';
import { copyWay, mayBeReviewed, sendCopy } from './use-cases/send-copy.ts';

const PATH = '/datos/copia-del-documento';

/** Where a migrant sends a copy of the document, and reads how far its review is. */
export const COPY = `/cuenta${PATH}`;

const fields = { documento: 'copia-migrante' } as const;
const fieldOf = { ...proofFaults, 'file-missing': 'documento', 'file-rejected': 'documento' };
type Files = ReadonlyMap<string, StoredFile>;

/** Enviar una copia de mi documento: key and factor again, with the file. */
export function copyRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    if (!mayBeReviewed(here.account)) return seeOther(ctx, '/cuenta');
    await showCopy(cuenta, ctx, here, {}, new Map());
  });
  addFilesForm(router, cuenta, PATH, (ctx, here, admit) => takeCopy(cuenta, ctx, here, admit));
}

async function takeCopy(cuenta: Cuenta, ctx: Context, here: Here, admit: (form: Form) => void): Promise<void> {
  const { deps } = cuenta;
  const { form, files, refused, busy } = await takeFiles(deps, ctx, {
    owner: { accountId: here.account.id },
    fields,
    async admit(sent) {
      admit(sent);
      await assertSends(deps, here);
    },
  });
  const again = (wrong: Wrong) => showCopy(cuenta, ctx, here, wrong, files);
  await showAgain(ctx, { fieldOf, first: 'actual' }, again, async () => {
    if (busy) throw busy;
    const judged = judgeAll(proofReaders(form, here, await asksFactor(deps, here)));
    const file = files.get('documento');
    const wrong = new Map([...judged.refused, ...refused]);
    if (!file && !wrong.has('documento')) wrong.set('documento', new Refusal('file-missing'));
    const { actual, codigo } = judged.read;
    if (wrong.size > 0 || !file || !actual) throw new FieldRefusals(wrong);
    const proved = await proveAgain(deps, ctx, here, { actual, codigo });
    await sendCopy(deps, proved, file, visitorOf(ctx));
    seeOther(ctx, donePath(COPY, 'copia-documento'));
  });
}

/** Before a byte of the file is read: nothing is drawn for who has nothing to send. */
async function assertSends(deps: Deps, { account }: Here): Promise<void> {
  const sends = mayBeReviewed(account) && (await copyWay(deps, account)).way !== 'case';
  if (!sends) throw new Refusal('form-stale');
}

async function showCopy(cuenta: Cuenta, ctx: Context, here: Here, wrong: Partial<Wrong>, files: Files): Promise<void> {
  const { deps } = cuenta;
  const texts = textsOf(ctx);
  const { account } = here;
  const found = await copyWay(deps, account);
  const one = 'one' in found ? found.one : undefined;
  const linkTo = (folio: string) => ownCasePath(deps, account, folio);
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'copy',
    title: texts.pages.myAccount.titles.copy,
    ways: await waysAgain(deps, here),
    archivos: keptFields(deps, texts, files),
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    ...copyView(texts, found, { messages: one ? await deps.cases.messages(one.id) : [], linkTo, now: deps.now() }),
  });
}
