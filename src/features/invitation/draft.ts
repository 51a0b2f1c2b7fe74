import { maskIdentifier } from '../../domain/masked-identifier.ts';
import type { Nie } from '../../domain/nie.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import type { Deps } from '../../ports/deps.ts';
import { qrCode } from '../second-factor/qr-code.ts';

const PURPOSE = 'invitation-draft';
const MINUTES = 30;

/** What the form brings back sealed: the secret of the app, which stays the same while the page is shown again. */
interface Draft {
  readonly secret: string;
  readonly token: string;
  readonly at: string;
}

type Needs = Pick<Deps, 'tokens' | 'now' | 'totp'>;

/** The draft of a form, for this link and for thirty minutes; undefined for any other. */
function draftIn({ tokens, now }: Needs, form: Form | undefined, token: string): Draft | undefined {
  const draft = form && (tokens.unpack(PURPOSE, text(form, 'borrador')) as Draft | undefined);
  if (!draft || draft.token !== token) return undefined;
  return now().getTime() - Date.parse(draft.at) < MINUTES * 60_000 ? draft : undefined;
}

/** The secret that a form is about. Throws `factor-secret-over`. */
export function secretIn(deps: Needs, form: Form, token: string): string {
  const draft = draftIn(deps, form, token);
  if (!draft) throw new Refusal('factor-secret-over');
  return draft.secret;
}

/** What the page shows of the app: a QR code, a link, and the secret as it is typed, in groups of four. */
export function appShown(deps: Needs, form: Form | undefined, token: string, nie: Nie) {
  const draft = draftIn(deps, form, token) ?? { secret: deps.totp.newSecret(), token, at: deps.now().toISOString() };
  const link = deps.totp.address(draft.secret, maskIdentifier(nie).replaceAll('•', '*'));
  const secret = (draft.secret.match(/.{1,4}/g) ?? []).join(' ');
  return { borrador: deps.tokens.pack(PURPOSE, draft), qr: qrCode(link), link, secret };
}
