import test from 'ava';
import type { PersonalData } from '../../src/domain/account.ts';
import { changedAtOnce, type DataUpdate, nextUpdateStep, replacedBy } from '../../src/domain/data-update.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { type Phone, parseMobile, parsePhone } from '../../src/domain/phone.ts';
import { parseRun } from '../../src/domain/rut.ts';

const begun: DataUpdate = {
  id: 'a',
  profile: 'natural',
  identifier: parseRun('44.000.003-7'),
  proved: true,
  question: 'asked',
  mailOnly: false,
  byMail: false,
  done: false,
};
const step = (change: Partial<DataUpdate>) => nextUpdateStep({ ...begun, ...change });

test('the key comes first, then the question where there is one, then the data', (t) => {
  t.is(step({ proved: false }), 'key');
  t.is(step({}), 'question');
  t.is(step({ question: 'answered' }), 'data');
  t.is(step({ question: 'none' }), 'data');
  t.is(step({ done: true }), 'done');
});

test('the link of the mailbox replaces the question, and never the key', (t) => {
  t.is(step({ mailOnly: true }), 'mail');
  t.is(step({ mailOnly: true, question: 'answered' }), 'mail');
  t.is(step({ mailOnly: true, byMail: true }), 'data');
  t.is(step({ mailOnly: true, byMail: true, proved: false }), 'key');
});

const address = { street: 'Los Aromos', number: '12', comuna: '13101' };
const email = parseEmail('camila@correo.example');
const mobile = parseMobile('40000003');
const personal: PersonalData = { email, mobile, address, homePhone: parsePhone('223456789') };
const account = { personal };

test('a field that changes at once is named, and one that stays the same is not', (t) => {
  t.deepEqual(changedAtOnce(account, { address: { ...address, block: undefined } }), []);
  t.deepEqual(changedAtOnce(account, { address: { ...address, block: 'B' } }), ['address']);
  t.deepEqual(changedAtOnce(account, { phones: { home: personal.homePhone } }), []);
  t.deepEqual(changedAtOnce(account, { phones: { work: '+56223456780' as Phone } }), ['home-phone', 'work-phone']);
});

test('«Sin Celular» replaces the mobile, and a mobile where there was none is new', (t) => {
  t.deepEqual(replacedBy(account, undefined), []);
  t.deepEqual(replacedBy(account, { email, mobile }), []);
  t.deepEqual(replacedBy(account, { email }), ['mobile']);
  t.deepEqual(replacedBy({ personal: { ...personal, mobile: undefined } }, { email, mobile }), ['mobile']);
  t.deepEqual(replacedBy(account, { email: parseEmail('nueva@correo.example'), mobile }), ['email']);
});

test('the mobile of a company is that of its representative', (t) => {
  const representative = { run: parseRun('44.000.001-0'), name: { given: 'Rosa', paternal: 'Soto' }, mobile };
  const company = { personal: { email, address, company: { razonSocial: 'Los Andes', representative } } };
  t.deepEqual(replacedBy(company, { email, mobile }), []);
  t.deepEqual(replacedBy(company, { email, mobile: parseMobile('40000009') }), ['mobile']);
  t.deepEqual(changedAtOnce(company, { phones: { work: parsePhone('223456789') } }), ['company-phone']);
});
