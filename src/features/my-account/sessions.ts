import type Router from '@koa/router';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { text } from '../../http/form.ts';
import { forgetDevice } from '../../http/known-device.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { namesOf } from './client-names.ts';
import { endOtherSessions, endSession } from './use-cases/end-session.ts';
import { listSessions, type NamedSession } from './use-cases/list-sessions.ts';

/** Sesiones: where the account is open, with the way to close each and all others. */
export function sessionRoutes(router: Router, cuenta: Cuenta): void {
  const { deps, own } = cuenta;

  addPage(router, cuenta, '/sesiones', async (ctx, here) => {
    const sessions = await listSessions(deps, here.account.id);
    const names = await namesOf(
      textsOf(ctx),
      own.clients,
      sessions.flatMap(({ clientIds }) => clientIds),
    );
    showTab(cuenta, ctx, here, {
      tab: 'sessions',
      view: 'sessions',
      title: textsOf(ctx).pages.myAccount.titles.sessions,
      sessions: sessions.map((session) => ({
        ...rowOf(textsOf(ctx), session, names, deps.now()),
        current: session.uid === here.session.sessionUid,
      })),
    });
  });

  addForm(router, cuenta, '/sesiones', async (ctx, here, form) => {
    const visitor = visitorOf(ctx);
    const uid = text(form, 'sesion');
    // To close this session the user signs out, which asks first.
    const others = text(form, 'accion') === 'cerrar-demas';
    if (others) {
      await endOtherSessions(deps, here, visitor);
      forgetDevice(deps, ctx, here.account);
    } else if (uid !== here.session.sessionUid) await endSession(deps, here, uid, visitor);
    seeOther(ctx, donePath('/cuenta/sesiones', others ? 'sesiones' : 'sesion'));
  });
}

/** The texts of a row of the table. */
export function rowOf(
  texts: Catalogue,
  session: NamedSession,
  names: ReadonlyMap<string | undefined, string>,
  now: Date,
) {
  const { uid, device = texts.pages.myAccount.unknownDevice, actor, startedAt, usedAt, clientIds } = session;
  return {
    uid,
    device,
    actor,
    since: momentOf(texts, startedAt, now),
    last: momentOf(texts, usedAt, now),
    clients: clientIds.filter((id) => !isInternalClient(id)).map((id) => names.get(id) ?? id),
  };
}
