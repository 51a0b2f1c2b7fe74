import { marie } from '../browser/recover-cast.ts';
import { endsByKey, endsByLink, opensMailbox, provisionalKeys } from '../browser/recover-endings.ts';
import {
  answer,
  forget,
  identify,
  identifyInSegura,
  play,
  recover,
  recoverByLinkWithoutLetters,
  recoverWithoutLetters,
  sentBySmsAndMail,
  type Turn,
} from '../browser/recover-turns.ts';
import { playRecovery } from './recover-scenario.ts';

const mailPage: Turn = { heading: 'Continúe por correo', press: 'Continuar por correo' };

const guia = { policy: 'guia', holder: marie } as const;

playRecovery({
  ...guia,
  title: 'migrante, guia: the right answer is enough',
  question: true,
  turns: [identify(marie), answer, recover, sentBySmsAndMail],
  async ends(t, person, stage) {
    const { sms, mail } = await provisionalKeys(stage.app, marie);
    t.is(sms, mail);
    await endsByKey(t, person, stage, marie, sms);
  },
});

for (const [title, question, turns] of [
  ['a forgotten answer', true, [identify(marie), forget, mailPage]],
  ['no question on file', false, [identify(marie), mailPage]],
] as const) {
  playRecovery({
    ...guia,
    title: `migrante, guia: ${title} leads to the mailbox, and then the key comes by SMS alone`,
    question,
    turns,
    async ends(t, person, stage) {
      await opensMailbox(t, person, stage, marie);
      await play(t, person, [recoverWithoutLetters, { heading: 'Éxito', says: [/por SMS a su celular/] }]);
      const { sms, mail } = await provisionalKeys(stage.app, marie);
      t.is(mail, '', 'whoever has the mailbox does not get the key there too');
      await endsByKey(t, person, stage, marie, sms);
    },
  });
}

playRecovery({
  policy: 'segura',
  holder: marie,
  question: false,
  title: 'migrante, segura: the mailbox, and then link and code together',
  turns: [identifyInSegura(marie), mailPage],
  async ends(t, person, stage) {
    await opensMailbox(t, person, stage, marie);
    await play(t, person, [recoverByLinkWithoutLetters, { heading: 'Éxito' }]);
    await endsByLink(t, person, stage, marie);
  },
});
