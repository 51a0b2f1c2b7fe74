import type { InteractionResults } from 'oidc-provider';
import { factorWays } from '../../account/factor-ways.ts';
import { credentialsOf, type FactorHolder } from '../../account/prove-factor.ts';
import { proveHeld } from '../../account/prove-held.ts';
import { stoppedNow } from '../../account/stopped-now.ts';
import { type ProvedFactor, raisedBy } from '../../domain/acr-values.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isFactor, reachesAt } from '../../domain/second-factor.ts';
import { isAbout } from '../../http/about-account.ts';
import { readAll } from '../../http/form.ts';
import { factorFields, readFactor } from '../../http/forms/factor-shown.ts';
import { knownPlace } from '../../http/known-device.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { factorLead } from './factor-view.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';

/**
 * The client asks for a second factor, and this session has none yet: it is asked here, or the page says where one is
 * added and from when a new one reaches the level; the sign-in stays open meanwhile.
 */
export const factorStep: Step = {
  ...factorFields,

  async show(deps, ctx, interaction, { errors = [], faults = {}, refusal, refused }) {
    const holder = await holderOf(deps, interaction);
    isAbout(ctx, { accountId: holder.account.id });
    const factors = (await credentialsOf(deps, holder)).filter(isFactor);
    const reaches = factors.map(reachesAt).toSorted((one, other) => one.getTime() - other.getTime())[0];
    const ways = await factorWays(deps, holder, interaction.uid);
    const isYoung = reaches !== undefined && reaches > deps.now();
    const texts = textsOf(ctx).pages.signIn;
    show(ctx, 'sign-in/factor', {
      title: texts.titles[factors.length === 0 ? 'addFactor' : isYoung ? 'youngFactor' : 'factor'],
      ...(await frameOf(deps, ctx, interaction, { refused })),
      without: factors.length === 0,
      takesPasskey: deps.passkeys.available,
      lost: `/ingresar/${interaction.uid}/sin-factor`,
      from: isYoung ? textsOf(ctx).moments.opensAt(reaches) : undefined,
      ways,
      lead: factorLead(texts, ways, false),
      errors,
      faults,
      refusal,
      values: {},
    });
  },

  async post(deps, ctx, interaction, form) {
    const holder = await holderOf(deps, interaction);
    const { codigo } = readAll({ codigo: () => readFactor(form, interaction.uid) });
    const place = knownPlace(deps, ctx, holder.account);
    const factor = await proveHeld(deps, { ...holder, place }, codigo, visitorOf(ctx));
    if (!factor.reaches) throw new Refusal('factor-young');
    return raised(interaction, factor);
  },
};

/** The account of the session, and who acts; throws `account-frozen` where it does not open any more. */
export async function holderOf(deps: Deps, { accountId }: Interaction): Promise<FactorHolder> {
  if (!accountId) throw new Refusal('form-stale');
  const { accountId: id, actorSubject } = parsePrincipalId(accountId);
  const account = await deps.accounts.find(id);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  return { account, actor: account.profile === 'juridica' ? actorSubject : undefined };
}

/** The same session at the level of two factors; when it began stays as it was (`auth_time`). */
export async function raised(
  { provider, row, accountId }: Interaction,
  factor: ProvedFactor,
): Promise<InteractionResults> {
  const session = await provider.Session.findByUid(row.session?.uid ?? '');
  if (!session || !accountId) throw new Refusal('form-stale');
  const { acr, amr } = raisedBy(session.amr ?? [], factor);
  return { login: { accountId, acr, amr: [...amr], ts: session.loginTs } };
}
