import type Router from '@koa/router';
import type { Context } from 'koa';
import { type Here, whoIsIn } from '../../account/who-is-in.ts';
import { actorName, formatIdentifier, publicName } from '../../domain/account.ts';
import { INTERNAL_CLIENT_IDLE_MINUTES } from '../../domain/internal-clients.ts';
import { mayBeMember } from '../../domain/member-role.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { isAbout } from '../about-account.ts';
import { assertOwnForm, csrfToken } from '../browser.ts';
import { type Form, readForm } from '../form.ts';
import { show, textsOf } from '../page.ts';
import { termOf } from '../words/term.ts';
import { sessionToken } from './cookies.ts';
import { type Cuenta, clientOf } from './cuenta.ts';
import { wayBackOf } from './detour.ts';
import { wordsOfDone } from './done-words.ts';
import { toSignIn } from './enter.ts';

/** Tabs that are links. */
const tabs = [
  { name: 'overview', href: '/cuenta' },
  { name: 'clients', href: '/cuenta/plataformas' },
  { name: 'my-data', href: '/cuenta/datos' },
  { name: 'security', href: '/cuenta/seguridad' },
  { name: 'sessions', href: '/cuenta/sesiones' },
  { name: 'activity', href: '/cuenta/actividad' },
  { name: 'organisations', href: '/cuenta/organizaciones' },
  { name: 'representatives', href: '/cuenta/representantes' },
  { name: 'facilitadores', href: '/cuenta/facilitadores' },
  { name: 'members', href: '/cuenta/miembros' },
] as const;

/** Those of a company alone, and of a person who may be a member of one. */
const ofCompanies: ReadonlySet<string> = new Set(['representatives', 'facilitadores', 'members']);
const ofPersons: ReadonlySet<string> = new Set(['organisations']);

/** The folders whose views are shown in the frame. */
export type Folder = 'my-account' | 'second-factor' | 'backup-sheet' | 'facilitador';

export type Tab = (typeof tabs)[number]['name'];

type Show = (ctx: Context, here: Here) => Promise<void>;
type Take = (ctx: Context, here: Here, form: Form) => Promise<void>;

/** Adds a page for signed-in users; any other user signs in first and then comes back to it. */
export function addPage(router: Router, cuenta: Cuenta, path: string, page: Show): void {
  router.get(path, (ctx) => forHolder(cuenta, ctx, page));
}

/** The same for a form with files: `take` reads it, and judges with `admit` whether it is of this session. */
export function addFilesForm(
  router: Router,
  cuenta: Cuenta,
  path: string,
  take: (ctx: Context, here: Here, admit: (form: Form) => void) => Promise<void>,
): void {
  router.post(path, (ctx) =>
    forHolder(cuenta, ctx, (_, here) =>
      take(ctx, here, (form) => assertOwnForm(cuenta.deps, ctx, form, formName(here, cuenta))),
    ),
  );
}

/** Adds the action of a page's own form, at the address of the page; a form of another session has no effect. */
export function addForm(router: Router, cuenta: Cuenta, path: string, take: Take): void {
  router.post(path, (ctx) =>
    forHolder(cuenta, ctx, async (_, here) => {
      const form = await readForm(ctx);
      assertOwnForm(cuenta.deps, ctx, form, formName(here, cuenta));
      await take(ctx, here, form);
    }),
  );
}

async function forHolder(cuenta: Cuenta, ctx: Context, then: Show): Promise<void> {
  const client = clientOf(cuenta);
  const token = sessionToken(cuenta.deps, ctx, client);
  const here = token ? await whoIsIn(cuenta.deps, client, token) : 'over';
  if (here !== 'idle' && here !== 'over') {
    isAbout(ctx, { accountId: here.account.id });
    return then(ctx, here);
  }
  toSignIn(cuenta, ctx, { to: ctx.path, fresh: here === 'idle' });
}

/** Forms belong to the session in which they were shown, and to no other of the same browser. */
export const formName = ({ session }: Here, cuenta: Pick<Cuenta, 'client'> = {}): string =>
  `${clientOf(cuenta)}:${session.id}`;

/**
 * Shows a page inside the frame that names the signed-in user and offers to leave; `tab` is the tab of the page,
 * `folder` that of its view.
 */
export function showTab(
  { deps }: Cuenta,
  ctx: Context,
  here: Here,
  {
    tab,
    folder = 'my-account',
    view,
    ...locals
  }: Record<string, unknown> & {
    readonly tab: Tab;
    readonly folder?: Folder;
    readonly view: string;
    readonly title: string;
  },
): void {
  show(ctx, `${folder}/${view}`, {
    ...frameOf(textsOf(ctx), here, deps.now(), tab),
    volver: wayBackOf(deps, ctx, here.account.id),
    done: wordsOfDone(textsOf(ctx), ctx.query.listo),
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, formName(here)),
    ...locals,
  });
}

/** The locals of the frame. */
export function frameOf(
  texts: Catalogue,
  { account, actor, invitation }: Pick<Here, 'account' | 'actor' | 'invitation'>,
  now: Date,
  tab: Tab,
) {
  const { profile } = account;
  const has = (name: string): boolean =>
    (profile === 'juridica' || !ofCompanies.has(name)) && (mayBeMember(profile) || !ofPersons.has(name));
  return {
    tabs: tabs
      .filter(({ name }) => has(name))
      .map((one) => ({ ...one, text: texts.pages.myAccount.tabs[one.name], on: one.name === tab })),
    holder: {
      name: publicName(account),
      kind: account.kind === 'NIE' ? 'NIE' : 'RUT',
      identifier: formatIdentifier(account.identifier),
      actor: actor && actorName(actor),
      invitedBy:
        invitation &&
        texts.pages.myAccount.invitedBy(
          invitation.mandate.organisation.razonSocial,
          texts.formats.longDay(invitation.mandate.until),
        ),
    },
    ends: termOf(new Date(now.getTime() + INTERNAL_CLIENT_IDLE_MINUTES * 60_000), now, texts),
  };
}
