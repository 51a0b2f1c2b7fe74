import test from 'ava';
import { keptFiles } from '../../../src/adapters/picture-captcha/kept-files.ts';

test('[A6] a file is made once while it is cached, and the one least recently used goes first', (t) => {
  const made: string[] = [];
  const files = keptFiles(2);
  const ask = (name: string) =>
    files.get(name, () => {
      made.push(name);
      return Buffer.from(name);
    });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) t.is(ask(name).toString(), name);
  t.deepEqual(made, ['a', 'b', 'c', 'b']);
  t.deepEqual(
    ['a', 'b', 'c'].map((name) => files.has(name)),
    [true, true, false],
  );
});

test('[A6] a file that could not be made is made again', (t) => {
  const files = keptFiles(2);
  const broken = () => {
    throw new RangeError('not a character of the captcha');
  };
  t.throws(() => files.get('a', broken), { instanceOf: RangeError });
  t.false(files.has('a'));
  t.is(files.get('a', () => Buffer.from('x')).toString(), 'x');
});
