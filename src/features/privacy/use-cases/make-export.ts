import { disavowLink } from '../../../account/disavow-link.ts';
import { hourOf } from '../../../account/hour.ts';
import { aboutData, terms } from '../../../domain/data-copy.ts';
import { instantOf } from '../../../domain/instant.ts';
import { formatPhone } from '../../../domain/phone.ts';
import { daysOf } from '../../../domain/retention.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DataExport, ExportContent } from '../../../ports/exports.ts';
import type { PersonalSection } from '../../../ports/personal-records.ts';

/** Renders one view; handed in by whoever knows where views are. */
export type Render = (view: string, locals: Record<string, unknown>) => string;

/**
 * A job for a ticker: makes the next copy that was asked for, tells its holder, and gives whether there was one. An
 * account that was stopped meanwhile gets none.
 */
export async function makeExport(deps: Deps, render: Render): Promise<boolean> {
  const due = await deps.exports.claim();
  if (!due) return false;
  const account = await deps.accounts.find(due.accountId);
  if (account?.state !== 'activa') {
    await deps.exports.drop(due.id);
    return true;
  }
  const actor = due.actor ? await deps.companies.findActor(account.id, { subject: due.actor }) : undefined;
  const content = contentOf(await deps.records.of(account, actor), deps.now(), render);
  await deps.atomically(async () => {
    const until = new Date(deps.now().getTime() + daysOf('exports') * 24 * 3_600_000);
    if (!(await deps.exports.finish(due.id, content, until))) return;
    await deps.audit.record({ act: 'export.made', accountId: account.id, subject: account.subject });
    await tell(deps, due, until);
  });
  return true;
}

function contentOf(sections: readonly PersonalSection[], made: Date, render: Render): ExportContent {
  const document = 'Copia de sus datos en Clave Sence';
  const json = {
    documento: document,
    hecho: made,
    tratamiento: aboutData,
    plazos: terms.map(({ data, term, basis, ending }) => ({ dato: data, plazo: term, base: basis, fin: ending })),
    secciones: sections.map(({ table, title, rows }) => ({ tabla: table, titulo: title, filas: rows })),
  };
  const locals = { title: document, made: hourOf(made), about: aboutData, terms, sections: sections.map(readable) };
  return { json: `${JSON.stringify(json, null, 2)}\n`, html: render('privacy/export/document', locals) };
}

/** The same for reading: instants by the clock of Santiago, telephones in groups, yes and no in words. */
function readable({ title, rows }: PersonalSection) {
  return {
    title,
    rows: rows.map((row) => Object.entries(row).map(([dt, value]) => ({ dt, dd: written(value) }))),
  };
}

function written(value: PersonalSection['rows'][number][string]): string {
  if (value instanceof Date) return hourOf(value);
  return typeof value === 'boolean' ? (value ? 'Sí' : 'No') : formatPhone(String(value));
}

async function tell(deps: Deps, { id, accountId, askedAt, device }: DataExport, until: Date): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (!account) return;
  const token = await deps.links.issue('export', accountId, until, id);
  const notice = {
    kind: 'export-ready',
    at: instantOf(askedAt),
    device,
    until: instantOf(until),
    link: `${deps.issuer}/descarga/${token}`,
    disavow: await disavowLink(deps, account, account.personal.email),
  } as const;
  await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
}
