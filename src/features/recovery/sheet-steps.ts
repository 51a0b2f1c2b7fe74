import { parseEmail } from '../../domain/email.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { parseMobile } from '../../domain/phone.ts';
import { asPrintedCode } from '../../domain/printed-code.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer, FlowStep } from '../../http/flows/flow.ts';
import { readAll, text } from '../../http/form.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { asksToRemember, rememberDevice } from '../../http/known-device.ts';
import { visitorOf } from '../../http/page.ts';
import { inGroups } from '../../http/words/mobile-groups.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';
import { restoreBySheet } from './use-cases/restore-by-sheet.ts';
import { askForSheet, leaveSheet, showSheetCode } from './use-cases/sheet-code.ts';

type Step = FlowStep<StoredRecovery>;

/** A step of the recovery that also leads to the sheet, by a button of its own. */
export const orBySheet = (step: Step, name: 'email' | 'contacts'): Step => ({
  ...step,
  act: (answer) =>
    text(answer.form, 'accion') === 'hoja' ? askForSheet(answer.deps, answer.of, name) : step.act(answer),
});

/** A code of the printed sheet; the page is the same for every identifier (C3). */
export const sheetStep: Step = {
  async act({ deps, ctx, of, form }) {
    if (text(form, 'accion') === 'sin-hoja') return leaveSheet(deps, of);
    const { codigo } = readAll({ codigo: () => readPrinted(text(form, 'codigo')) });
    await showSheetCode(deps, of, codigo, visitorOf(ctx));
  },
};

/** The key that is chosen with card and code, of the length without a second factor (C3), and the contacts that replace lost ones. */
export const restoreStep: Step = {
  show: ({ deps: { policy } }) => keyLocals(policy),
  async act({ deps, ctx, of, form, journey }) {
    const { clave, email, celular } = readAll({
      clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
      clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
      email: () => (text(form, 'email') ? parseEmail(text(form, 'email')) : undefined),
      celular: () => readMobile(journey, form),
    });
    const chosen = { key: clave, email, mobile: celular };
    const restored = await restoreBySheet(deps, of, chosen, visitorOf(ctx));
    // Card and code were shown here: the holder may say that this browser is theirs (floor 8).
    if (restored && asksToRemember(form)) await rememberDevice(deps, ctx, restored);
  },
};

/** The result: what changed, what is left to do, and how many codes are left. */
export const restoredStep: Step = {
  show: ({ journey: { restored } }) => ({
    codesLeft: restored?.left,
    newEmail: restored?.email,
    newMobile: inGroups(restored?.mobile),
  }),
  act: async () => {},
};

function readPrinted(typed: string) {
  const code = asPrintedCode(typed);
  if (!code) throw new Refusal('backup-code-shape');
  return code;
}

/** A company's mobile is that of its representative, and is not given here. */
function readMobile({ profile }: StoredRecovery, form: Answer<StoredRecovery>['form']) {
  const typed = text(form, 'celular');
  return profile === 'juridica' || !typed ? undefined : parseMobile(typed);
}
