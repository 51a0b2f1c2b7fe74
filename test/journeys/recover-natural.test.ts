import { camila } from '../browser/recover-cast.ts';
import { endsByKey, endsByLink, opensMailbox, provisionalKeys } from '../browser/recover-endings.ts';
import {
  answer,
  byMail,
  confirmAddress,
  forget,
  identify,
  identifyInSegura,
  play,
  recover,
  recoverByLinkWithoutLetters,
  recoverWithoutLetters,
  sentBySmsAndMail,
  sentLinkAndCode,
  showCard,
} from '../browser/recover-turns.ts';
import { playRecovery, type RecoveryScenario } from './recover-scenario.ts';

const byKey: RecoveryScenario['ends'] = async (t, person, stage) => {
  const { sms, mail } = await provisionalKeys(stage.app, camila);
  t.is(sms, mail, 'one key by both ways');
  await endsByKey(t, person, stage, camila, sms);
};

const guia = { policy: 'guia', holder: camila, question: true, ends: byKey } as const;

playRecovery({
  ...guia,
  title: '[guide A-n] natural, guia, A: no question on file, so the card, the masked e-mail and «Sí»',
  question: false,
  turns: [identify(camila), showCard(camila), confirmAddress('camxxxx@corxxxx', 'Sí'), recover, sentBySmsAndMail],
});

playRecovery({
  ...guia,
  title: '[guide B-n] natural, guia, B: a forgotten answer leads to the card, the masked e-mail and «Sí»',
  turns: [
    identify(camila),
    forget,
    showCard(camila),
    confirmAddress('camxxxx@corxxxx', 'Sí'),
    recover,
    sentBySmsAndMail,
  ],
});

playRecovery({
  ...guia,
  title: '[guide C-n] natural, guia, C: the right answer is enough',
  turns: [identify(camila), answer, recover, sentBySmsAndMail],
});

playRecovery({
  ...guia,
  title: 'natural, guia, by mail: the link in the own mailbox takes the place of the letters',
  turns: [identify(camila), answer, { ...recover, ...byMail }],
  async ends(t, person, stage) {
    await opensMailbox(t, person, stage, camila);
    await play(t, person, [recoverWithoutLetters, sentBySmsAndMail]);
    await byKey(t, person, stage);
  },
});

const segura = { policy: 'segura', holder: camila, question: false } as const;

playRecovery({
  ...segura,
  title: '[guide segura 4] natural, segura: letters first, the card, and only link and code together make a key',
  turns: [
    identifyInSegura(camila),
    showCard(camila),
    confirmAddress('c•••@c•••.example', 'Sí'),
    recoverByLinkWithoutLetters,
    sentLinkAndCode,
  ],
  ends: (t, person, stage) => endsByLink(t, person, stage, camila),
});

playRecovery({
  ...segura,
  title: 'natural, segura, by mail: no letters at all, and the card is asked all the same',
  turns: [{ ...identifyInSegura(camila), ...byMail }],
  async ends(t, person, stage) {
    await opensMailbox(t, person, stage, camila);
    await play(t, person, [showCard(camila), recoverByLinkWithoutLetters, { heading: 'Éxito' }]);
    await endsByLink(t, person, stage, camila);
  },
});
