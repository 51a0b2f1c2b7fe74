import { confirmMobile, sendMobileCode } from '../../src/account/confirm-mobile.ts';
import type { Identifier, Profile } from '../../src/domain/account.ts';
import { mobileToConfirm } from '../../src/domain/contacts.ts';
import type { TestApp } from './app.ts';
import { visitorFrom } from './registration.ts';

/** The digits of the newest code that was sent to a mobile; empty when there is none. */
export async function mobileCodeIn(app: Pick<TestApp, 'mailbox'>, mobile: string): Promise<string> {
  const messages = (await app.mailbox()).filter(({ channel, to }) => channel === 'sms' && to === mobile);
  const found = messages.map(({ text }) => /\b(\d{6}) es su codigo/.exec(text)?.[1]).find(Boolean);
  return found ?? '';
}

/** Confirms the mobile of an account, where one is unconfirmed, by the code that is sent there. */
export async function confirmMobileOf(app: TestApp, profile: Profile, identifier: Identifier): Promise<void> {
  const account = await app.deps.accounts.findByIdentifier(profile, identifier);
  const mobile = account && mobileToConfirm(account);
  if (!mobile) return;
  const of = { account, browser: 'un navegador de la casa' };
  await sendMobileCode(app.deps, of);
  await confirmMobile(app.deps, of, await mobileCodeIn(app, mobile), visitorFrom('198.51.100.7'));
}
