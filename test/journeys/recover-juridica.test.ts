import { losAndes } from '../browser/recover-cast.ts';
import { endsByKey, endsByLink, provisionalKeys } from '../browser/recover-endings.ts';
import {
  answer,
  confirmAddress,
  forget,
  identify,
  identifyInSegura,
  nameRepresentative,
  recover,
  recoverByLinkWithoutLetters,
  sentBySmsAndMail,
  sentToCompany,
  showCard,
} from '../browser/recover-turns.ts';
import { playRecovery, type RecoveryScenario } from './recover-scenario.ts';

/** Any representative in force may recover: the company was registered by Rosa. */
const pedro = { run: '44.000.002-9', company: { ...losAndes, serie: '523456789' } } as const;

const byCompanyMail: RecoveryScenario['ends'] = async (t, person, stage) => {
  const { sms, mail } = await provisionalKeys(stage.app, losAndes);
  t.is(sms, '', 'where the card was asked, the key goes to the company alone');
  await endsByKey(t, person, stage, losAndes, mail);
};

const guia = { policy: 'guia', holder: losAndes, question: true, ends: byCompanyMail } as const;

playRecovery({
  ...guia,
  title: '[guide A-j] jurídica, guia, A: no question on file, so a representative in force and the own card',
  question: false,
  turns: [
    identify(losAndes),
    nameRepresentative(pedro.run),
    showCard(pedro.company),
    confirmAddress('contxxxx@panxxxx', 'Sí'),
    recover,
    sentToCompany,
  ],
});

playRecovery({
  ...guia,
  title: '[guide B-j] jurídica, guia, B: a forgotten answer leads to the representative, the card and «Sí»',
  turns: [
    identify(losAndes),
    forget,
    nameRepresentative('44.000.001-0'),
    showCard(losAndes),
    confirmAddress('contxxxx@panxxxx', 'Sí'),
    recover,
    sentToCompany,
  ],
});

playRecovery({
  ...guia,
  title: '[guide C-j] jurídica, guia, C: the right answer is enough, and the SMS goes to the representative',
  turns: [identify(losAndes), answer, recover, sentBySmsAndMail],
  async ends(t, person, stage) {
    const { sms, mail } = await provisionalKeys(stage.app, losAndes);
    t.is(sms, mail);
    await endsByKey(t, person, stage, losAndes, sms);
  },
});

playRecovery({
  policy: 'segura',
  holder: losAndes,
  question: false,
  title:
    '[guide segura 5] jurídica, segura: representative and card always; link to the company, code to the representative',
  turns: [
    identifyInSegura(losAndes),
    nameRepresentative('44.000.001-0'),
    showCard(losAndes),
    confirmAddress('c•••@p•••.example', 'Sí'),
    recoverByLinkWithoutLetters,
    { heading: 'Éxito' },
  ],
  ends: (t, person, stage) => endsByLink(t, person, stage, losAndes),
});
