// How hard a key that is being chosen is to guess. The server judges it again, with more data, when it arrives.
const MUCH_USED =
  'password 12345678 baseball football qwertyuiop superman 1qaz2wsx jennifer trustno1 sunshine iloveyou computer michelle starwars princess internet samantha q1w2e3r4 maverick whatever'.split(
    ' ',
  );

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text) => [plain(text).replace(/[^a-z0-9]/g, ''), ...plain(text).split(/[^a-z0-9]+/)];

const without = (key, words) =>
  words.filter((word) => word.length > 2).reduce((left, word) => left.replaceAll(word, ' '), key);

const follows = (key) => {
  const codes = [...key].map((character) => character.codePointAt(0));
  const steps = new Set(codes.slice(1).map((code, place) => code - codes[place]));
  return steps.size < 2 && [...steps].every((step) => Math.abs(step) < 2);
};

const kinds = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\d/, 10],
  [/[^\p{L}\d]/u, 32],
];

/** What guessing costs, in bits, if it was chosen by chance; a repeated character counts a half. */
const bits = (key) => {
  const pool = kinds.reduce((sum, [kind, size]) => sum + (kind.test(key) ? size : 0), 1);
  const different = new Set(key).size;
  return ((different + [...key].length) / 2) * Math.log2(pool);
};

const weak = (key, known) => {
  const own = without(
    key,
    known.flatMap(wordsOf).sort((one, other) => other.length - one.length),
  );
  if (own !== key && own.replace(/[^a-z]/g, '').length < 3) return 'lleva datos suyos';
  if (/^[\W\d_]*(clave|sence)+[\W\d_]*$/.test(key)) return 'lleva el nombre de este servicio';
  if (follows(key)) return 'repite un carácter o sigue un orden';
  if (MUCH_USED.includes(key)) return 'es una de las más usadas';
  return new Set(key).size < 5 && 'usa muy pocos caracteres distintos';
};

const signs = (count) => `${count} ${count === 1 ? 'carácter' : 'caracteres'}`;

/** Step of the meter, 0 to 3, and what it says of a key; `known` are words about the person. */
export const judge = (typed, { min, max }, known = []) => {
  const key = typed.normalize();
  const { length } = [...key];
  if (length < min)
    return { step: 0, text: length ? `${min - length === 1 ? 'Falta' : 'Faltan'} ${signs(min - length)}.` : '' };
  if (length > max)
    return { step: 0, text: `${length - max === 1 ? 'Sobra' : 'Sobran'} ${signs(length - max)}: el máximo es ${max}.` };
  const why = weak(plain(key), known);
  if (why) return { step: 1, text: `Débil: ${why}.` };
  return bits(key) < 48
    ? { step: 2, text: 'Aceptable. Sin palabras conocidas es mejor.' }
    : { step: 3, text: 'Buena.' };
};

/** Shows the judgement under a field from now on, and announces it once the typing pauses. */
export const watch = (input) => {
  const [min, max] = input.getAttribute('passwordrules').match(/\d+/g).map(Number);
  const [box, bar, said] = ['div', 'i', 'p'].map((name) => document.createElement(name));
  box.className = 'medidor';
  said.role = 'status';
  box.append(bar, said);
  input.closest('.clave').after(box);
  const known = () => [...input.form.querySelectorAll('[type=text],[type=email],[type=tel]')].map(({ value }) => value);
  let pause;
  const look = () => {
    const { step, text } = judge(input.value, { min, max }, known());
    box.dataset.paso = step;
    bar.style.setProperty('--paso', step);
    clearTimeout(pause);
    pause = setTimeout(() => {
      said.textContent = text;
    }, 400);
  };
  input.addEventListener('input', look);
  look();
};
