import type { Context } from 'koa';
import { isWaiting, mayAccept } from '../../domain/acceptance.ts';
import { parseAcceptReason } from '../../domain/oversight.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { acceptanceShown } from './acceptance-shown.ts';
import { changedBy, memberIn, shownIn } from './member.ts';
import { memberShown } from './team.ts';
import { acceptersOf, acceptMember, endAcceptance } from './use-cases/accept-member.ts';
import { accepterShown } from './waiting.ts';

const REASON = 'por_que';

/** Aceptar: a second person says that a member works here, or that they no longer do. */
export const acceptPage: DeskPage = {
  path: '/mesa/equipo/aceptar/:persona',
  roles: ['administrador', 'auditor'],
  show: (deps, ctx, here) => showAccept(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showAccept(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      const { [REASON]: reason } = readAll({ [REASON]: () => parseAcceptReason(text(form, REASON)) });
      const [by, about] = [
        { ...changedBy(here), member: here.member },
        { ...shownIn(ctx, form), reason },
      ];
      const ends = text(form, 'accion') === 'retirar';
      await (ends ? endAcceptance(deps, by, about) : acceptMember(deps, by, about));
      seeOther(ctx, `/mesa/equipo?listo=${ends ? 'acceptance-ended' : 'accepted'}`);
    });
  },
};

async function showAccept(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  wrong: Partial<Wrong>,
  form: Form = new Map(),
): Promise<void> {
  const member = await memberIn(deps, ctx);
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'staff/accept',
    tab: 'team',
    title: texts.staff.titles.accept,
    about: member.id,
    member: memberShown(texts, member),
    acceptance: acceptanceShown(texts, member, (await deps.staff.list()).members, deps.now()),
    way: wayOf(here.member, member),
    accepters: (await acceptersOf(deps, member)).map(accepterShown),
    values: { [REASON]: text(form, REASON) },
    faults: {},
    ...wrong,
  });
}

/** What this member may do about another one; else what prevents it. */
function wayOf(who: StaffMember, member: StaffMember) {
  if (who.id === member.id) return 'own';
  if (!isWaiting(member)) return 'end';
  if (member.state !== 'activa') return 'not-enrolled';
  return mayAccept(who, member) ? 'accept' : 'given';
}
