import type { Context } from 'koa';
import { formatIdentifier } from '../../domain/account.ts';
import { browserOf, seeOther, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { accountOfDraft, draftSteps } from './use-cases/draft-flow.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The sworn statement with the company's data filled in, for the browser whose draft reached that page. */
export async function declarationRoute(deps: Deps, ctx: Context): Promise<void> {
  const { journeys, next } = draftSteps(deps);
  const draft = await journeys.find(String(ctx.params.id), browserOf(ctx));
  const page = `/facilitador/juridica/${ctx.params.id}`;
  if (!draft?.representative || next(draft) !== 'declaration') return seeOther(ctx, page);
  const { identifier, personal } = await accountOfDraft(deps, draft);
  const company = { rut: formatIdentifier(identifier), razonSocial: personal.company?.razonSocial ?? '' };
  const { declaration } = textsOf(ctx).pages.facilitador;
  const content = await deps.makeWordDocument(declaration(company, formatIdentifier(draft.representative)));
  ctx.set('Content-Disposition', 'attachment; filename="declaracion-jurada-facilitador.docx"');
  ctx.type = WORD;
  ctx.body = Buffer.from(content);
}
