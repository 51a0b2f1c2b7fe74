import test from 'ava';
import Koa from 'koa';
import { expired } from '../../src/account/flow-steps.ts';
import { policies } from '../../src/domain/policy.ts';
import { Refusal, type RefusalCode } from '../../src/domain/refusal.ts';
import { updateDataRoutes } from '../../src/features/data-update/flow.ts';
import { errorParts } from '../../src/features/developers/error-catalogue.ts';
import { guideRoutes } from '../../src/features/developers/guide-routes.ts';
import { developerRoutes } from '../../src/features/developers/routes.ts';
import { homeRoutes } from '../../src/features/home/home.ts';
import { answerContestRoutes } from '../../src/features/identity/answer-contest.ts';
import { linesOf as changedLines } from '../../src/features/key-change/done-step.ts';
import { changeKeyRoutes } from '../../src/features/key-change/flow.ts';
import { wordsOfAct } from '../../src/features/my-account/act-words.ts';
import { linkPageRoutes } from '../../src/features/pending-changes/link-pages.ts';
import { stolenRoutes } from '../../src/features/pending-changes/stolen.ts';
import { privacyRoutes } from '../../src/features/privacy/privacy.ts';
import { receiptLocals } from '../../src/features/recovery/contest-receipt.ts';
import { recoverKeyRoutes } from '../../src/features/recovery/flow.ts';
import { linesOf as sentLines } from '../../src/features/recovery/send-steps.ts';
import { confirmEmailRoutes } from '../../src/features/registration/confirm-email.ts';
import { signInLinkRoutes } from '../../src/features/sign-in/sign-in-link.ts';
import { errorPage } from '../../src/http/error-page.ts';
import { profiles } from '../../src/http/flows/flow.ts';
import { frameOf } from '../../src/http/signed-in/frame.ts';
import { labelOf, lineOn, summaryOf } from '../../src/http/words/field-names.ts';
import { refusalText } from '../../src/http/words/refusal-text.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import type { Act } from '../../src/ports/audit.ts';
import type { Deps } from '../../src/ports/deps.ts';
import { localHttp } from '../helpers/local-http.ts';
import { outsideBrackets, pseudoLocale } from '../helpers/pseudo-locale.ts';

const pseudo = pseudoLocale(catalogueOf(defaultLocale));

const codes = Object.keys(pseudo.refusals) as RefusalCode[];
const acts = Object.keys(pseudo.acts) as Act[];
const at = new Date('2026-11-28T16:20:00-03:00');

/** Details that a refusal may have. */
const details = {
  left: 2,
  until: at,
  opensAt: at,
  folio: 'CS-7F3K-92QX',
  min: 8,
  max: 64,
  profile: 'natural',
  flow: 'recovery',
  at,
};

test('every refusal comes from the catalogue, with its cause, its links and the telephone', (t) => {
  t.true(codes.length > 80);
  for (const code of codes)
    for (const whose of [undefined, 'company', 'representative', 'card', 'connection', 'network', 'identifier']) {
      const {
        text,
        cause = '',
        solution = [],
        telephone = '',
      } = refusalText(pseudo, new Refusal(code, whose ? { ...details, of: whose } : details));
      t.not(text, '', code);
      for (const part of [text, cause, telephone, ...solution.map((link) => `${link.before ?? ''}${link.text}`)])
        t.is(outsideBrackets(part), '', `${code}: ${part}`);
    }
});

test('the error of an expired journey is in the words of its flow', (t) => {
  for (const flow of ['recovery', 'key-change', 'data-update'] as const)
    t.is(outsideBrackets(refusalText(pseudo, expired(flow)).text), '', flow);
});

test('every service that does not answer comes from the catalogue', (t) => {
  for (const service of [
    'civil-registry',
    'tax-registry',
    'nie-registry',
    'otec-registry',
    'database',
    'hasher',
  ] as const)
    for (const mayBeDone of [true, false]) t.regex(pseudo.silence(service, mayBeDone), /^⟦.+⟧$/);
});

test('every act comes from the catalogue', (t) => {
  t.true(acts.length > 60);
  for (const act of acts) {
    const row = { at, act, clientId: undefined, device: undefined, details: { kind: 'link-run', right: true } };
    t.regex(wordsOfAct(pseudo, row, 'Despega'), /^⟦.+⟧$/, act);
  }
});

test('every name of a field comes from the catalogue, alone and in the summary of a form', (t) => {
  const { common, byView, byCompanyView } = pseudo.fields;
  const views = [...Object.keys(byView), ...Object.keys(byCompanyView), 'device/code'];
  for (const field of Object.keys(common))
    for (const view of views)
      for (const company of [true, false]) {
        t.regex(labelOf(pseudo, view, field, company) ?? '', /^⟦[^⟦]+⟧$/, `${view}: ${field}`);
        const [line] = summaryOf(pseudo, new Map([[field, new Refusal('field-missing')]]));
        t.is(line && outsideBrackets(lineOn(pseudo, view, line, company).text), ': ', field);
      }
});

test('every error of the page for developers comes from the catalogue', (t) => {
  for (const { title, errors } of errorParts(pseudo)) {
    t.regex(title, /^⟦.+⟧$/);
    for (const { code, ...texts } of errors) for (const text of Object.values(texts)) t.regex(text, /^⟦.+⟧$/, code);
  }
});

test('the tabs of Mi cuenta come from the catalogue', (t) => {
  const company = { profile: 'juridica', kind: 'RUT', identifier: '760000016', personal: {} };
  const { tabs } = frameOf(pseudo, { account: company as never, actor: undefined }, at, 'overview');
  t.is(tabs.length, 9);
  for (const { text } of tabs) t.regex(text, /^⟦.+⟧$/);
});

const paths = [
  ...[
    '/',
    '/registro',
    '/recuperar',
    '/cambiar',
    '/actualizar',
    '/recuperar/facilitador',
    '/facilitador',
    '/facilitador/juridica/vencido',
  ],
  ...['/mas-informacion', '/ayuda', '/accesibilidad', '/desarrolladores', '/desarrolladores/errores'],
  ...['/desarrolladores/guias', '/desarrolladores/guias/php', '/desarrolladores/boton'],
  '/ayuda/segundo-factor',
  ...['/privacidad', '/privacidad/2026-11-22', '/me-robaron', '/no-fui-yo/listo', '/no-fui-yo/vencido'],
  ...['/confirmar-contacto/listo', '/confirmar-representante/listo', '/confirmar/vencido', '/no-existe'],
  ...['/disputa/comprobada', '/disputa/en-persona', '/disputa/vencido', '/correo-de-ingreso/listo'],
];

/** First pages of the flows, an expired journey, and a spent link. */
const flowPaths = ['/recuperar', '/cambiar', '/actualizar'].flatMap((prefix) => [
  ...profiles.flatMap((profile) => [`${prefix}/${profile}`, `${prefix}/${profile}/vencido`]),
  `${prefix}/correo/vencido`,
]);

test('every sentence of the last pages of recovery and change of a key comes from the catalogue', (t) => {
  const both = { mail: 'mail', sms: 'sms' };
  for (const profile of profiles)
    for (const sent of [both, { mail: 'mail' }]) {
      const lines = [
        ...changedLines(pseudo, profile, sent),
        ...sentLines(pseudo, profile, sent),
        ...sentLines(pseudo, profile, { ...sent, byLink: true }),
      ];
      t.true(lines.length > 3);
      for (const line of lines) t.regex(line, /^⟦.+⟧$/);
    }
});

test('every outcome of a contest comes from the catalogue', (t) => {
  for (const outcome of ['free', 'returned', 'waiting', 'desk', 'kept'] as const) {
    const { title, until } = receiptLocals(
      pseudo,
      { outcome, folio: 'CS-7F3K-92QX', until: at.toISOString() },
      'natural',
    );
    for (const text of [title, String(until)]) t.regex(text, /^⟦.+⟧$/);
  }
});

/** The dependencies of a first page, with no journey and no link. */
const noJourneys = { find: async () => undefined };
const flowDeps = {
  now: () => at,
  policy: policies.guia,
  holdHours: 72,
  links: { peek: async () => undefined },
  tokens: { csrfToken: () => 'ficha', unpack: () => undefined },
  recoveries: noJourneys,
  keyChanges: noJourneys,
  dataUpdates: noJourneys,
} as unknown as Deps;

/** The pages that need nothing but a request, in the pseudo-language. */
function app(): Koa {
  const koa = new Koa();
  const deps = { now: () => at } as Deps;
  koa.use(async (ctx, next) => {
    Object.assign(ctx.state, { texts: pseudo, common: { policy: 'guia', sandbox: false }, reference: 'CS-7F3K-92QX' });
    await next();
  });
  koa.use(errorPage(() => undefined, deps.now));
  for (const router of [
    homeRoutes(),
    developerRoutes({ deps } as never),
    privacyRoutes([]),
    stolenRoutes(deps),
    linkPageRoutes(deps),
  ])
    koa.use(router.routes());
  koa.use(guideRoutes({ issuer: 'https://clave.example' }).routes());
  for (const router of [confirmEmailRoutes(deps), answerContestRoutes(deps), signInLinkRoutes(deps)])
    koa.use(router.routes());
  for (const flow of [recoverKeyRoutes, changeKeyRoutes, updateDataRoutes]) koa.use(flow(flowDeps).routes());
  return koa;
}

test('the language of the request gives the title of each page, also of an error', async (t) => {
  const { port, close } = await localHttp(app().callback());
  t.teardown(close);
  for (const path of [...paths, ...flowPaths]) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html' } });
    const [, title = ''] = /<title>(.*?)<\/title>/.exec(await answer.text()) ?? [];
    t.true(title.startsWith('⟦'), `${path}: ${title}`);
  }
});
