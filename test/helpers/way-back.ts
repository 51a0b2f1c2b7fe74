import type { TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';
import { answerOf } from './client-app.ts';

/** Presses «Volver a la plataforma», with all fields of that form; throws where the page has no way back. */
export async function goBack(browser: Browser, page: Visit): Promise<URL> {
  const forms = page.html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
  const html = forms.find((form) => form.includes('value="cancelar"'));
  if (!html) throw new Error(`no way back on ${page.url}: ${page.text.slice(0, 300)}`);
  const { origin } = new URL(page.url);
  return answerOf(await browser.follow(await browser.send({ ...page, html }, { accion: 'cancelar' }), origin));
}

/** What a client gets of a sign-in without a code: the error, and the section that explains it. */
export function heard(answer: URL): { readonly error: string | null; readonly section: string } {
  const { searchParams } = answer;
  return { error: searchParams.get('error'), section: new URL(searchParams.get('error_uri') ?? 'none:').hash.slice(1) };
}

/** Ages every sign-in under way by some minutes; the provider's own clock cannot be set. */
export async function ageSignIns({ database }: TestApp, minutes: number): Promise<void> {
  const older = (field: string): string => `'${field}', (payload ->> '${field}')::int - ${minutes * 60}`;
  await database.run((sql) =>
    sql.raw(
      `update oidc_interaction set expires_at = expires_at - interval '${minutes} minutes',
         payload = payload || jsonb_build_object(${older('iat')}, ${older('exp')})`,
    ),
  );
}
