import test from 'ava';
import { isAgencyMail } from '../../../src/domain/cases/agency-mail.ts';
import { parseEmail } from '../../../src/domain/email.ts';

const of = (...mails: string[]) => mails.map((text) => ({ email: parseEmail(text) }));
const staff = of('elisa@agencia.example', 'luis@talca.agencia.example', 'pedro.soto@gmail.com', 'ana.soto@gmail.com');
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

test('[threat 374] one invitation, or one private mailbox, makes a domain of the public no agency’s', (t) => {
  const waiting = { since: new Date(0), by: ['1'] };
  const invited = of('uno@duocuc.cl', 'dos@duocuc.cl', 'tres@duocuc.cl').map((one) =>
    Object.assign(one, { acceptance: waiting }),
  );
  const is = (text: string, team: Parameters<typeof isAgencyMail>[1]) => isAgencyMail(parseEmail(text), team);
  t.false(is('camila@duocuc.cl', [...staff, ...invited]), 'who waits counts for no domain');
  t.true(is('dos@duocuc.cl', [...staff, ...invited]), 'a mailbox of a member is refused all the same');
  t.false(is('camila@duocuc.cl', [...staff, ...of('uno@duocuc.cl')]), 'nor does one member who was accepted');
  t.true(is('camila@duocuc.cl', of('uno@duocuc.cl', 'dos@duocuc.cl')));
});
