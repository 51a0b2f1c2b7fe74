import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import {
  REFERENCE_PATH,
  type Reference,
  type ReferenceVersion,
  referenceVersions,
} from '../../domain/client-reference.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { showToAll, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The file in which a version is stored. */
export const referenceFile = (version: string): string =>
  fileURLToPath(new URL(`reference-versions/${version}.json`, import.meta.url));

/** Each version as it was published, read once when the program starts; throws where one is missing. */
const stored: ReadonlyMap<string, Reference> = new Map(
  referenceVersions.map(({ version }) => [
    version,
    JSON.parse(readFileSync(referenceFile(version), 'utf8')) as Reference,
  ]),
);

/** What the page of a version is shown with; the current one where none is named. */
export function referenceLocals(texts: Catalogue, one: ReferenceVersion = referenceVersions[0]) {
  const words = texts.pages.reference;
  const reference = stored.get(one.version);
  if (!reference) throw new Error(`no reference ${one.version}`);
  const [current] = referenceVersions;
  return {
    title: words.title(one.version),
    back: one === current ? '/desarrolladores' : REFERENCE_PATH,
    words,
    intro: words.intro(texts.formats.day(one.published)),
    over: one !== current,
    current: REFERENCE_PATH,
    scopes: reference.scopes.map(({ scope, claims, identity }) => ({
      scope,
      text: entryOf<string>(words.scopes, scope),
      claims: claims.join(', '),
      when: identity ? words.identity : words.always,
    })),
    identityLevels: reference.identityLevels,
    acrValues: reference.acrValues,
    codes: reference.errors,
    protocolErrors: reference.protocolErrors,
    lifetimes: reference.lifetimes.map((amount) => amountRow(texts, words.lifetimes, amount)),
    limits: reference.limits.map((amount) => amountRow(texts, words.limits, amount)),
    versions: referenceVersions.map(({ version, published }) => ({
      href: version === current.version ? REFERENCE_PATH : `${REFERENCE_PATH}/${version}`,
      text: words.version(version, texts.formats.day(published)),
    })),
  };
}

/** An earlier version may name what has no words any more: then its id is shown. */
function amountRow(
  { pages: { reference } }: Catalogue,
  words: Readonly<Record<string, string>>,
  { id, amount, unit, within }: Reference['lifetimes'][number],
) {
  const said = reference.amount(amount, unit);
  const value = within === undefined ? said : reference.within(said, reference.amount(within, 'seconds'));
  return { dt: entryOf<string>(words, id) ?? id, dd: value };
}

/** Referencia: what clients rely on now, and every earlier version, for everyone. */
export function referenceRoutes(): Router {
  const router = new Router();
  const [current, ...earlier] = referenceVersions;
  router.get(REFERENCE_PATH, (ctx) => showToAll(ctx, 'developers/referencia', referenceLocals(textsOf(ctx))));
  for (const one of [current, ...earlier])
    router.get(`${REFERENCE_PATH}/${one.version}`, (ctx) =>
      showToAll(ctx, 'developers/referencia', referenceLocals(textsOf(ctx), one)),
    );
  return router;
}
