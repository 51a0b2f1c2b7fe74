import test from 'ava';
import { isAgencyMail } from '../../../src/domain/cases/agency-mail.ts';
import { parseEmail } from '../../../src/domain/email.ts';

const staff = ['elisa@agencia.example', 'pedro.soto@gmail.com'].map(parseEmail);
const isAgency = (text: string) => isAgencyMail(parseEmail(text), staff);

test('the mail of a member, in every spelling, and of the domain of the team is the agency’s', (t) => {
  for (const mail of [
    'elisa@agencia.example',
    'otra@Agencia.example',
    'x@talca.agencia.example',
    'pedrosoto+1@gmail.com',
  ])
    t.true(isAgency(mail), mail);
});

test('a mailbox of the public is the person’s, although a member has one of the same provider', (t) => {
  for (const mail of ['camila@gmail.com', 'camila@correo.example', 'x@otraagencia.example'])
    t.false(isAgency(mail), mail);
});
