// A typing error in the domain of an e-mail address; the server asks the same (meant-email.ts).
const words = (text) => text.split(' ');
const MEANT = words(
  'gmail.com hotmail.com outlook.com yahoo.com icloud.com live.com hotmail.es outlook.es yahoo.es hotmail.cl outlook.cl yahoo.cl live.cl vtr.net entelchile.net protonmail.com',
);
const REAL = MEANT.concat(
  words(
    'mail.com email.com ymail.com yahoo.co yahoo.ca yahoo.de yahoo.fr yahoo.it yahoo.in live.ca live.cn live.de live.fr live.it live.nl live.se hotmail.de hotmail.fr hotmail.it hotmail.se outlook.de outlook.fr outlook.it outlook.in',
  ),
);
const ENDINGS = [
  [/\.(con|cmo|ocm|vom|xom|cim|cpm|comm|coom|ccom)$/, '.com'],
  [/\.(cll|ccl|vl|xl)$/, '.cl'],
];
const ONLY_COM = /^((gmail|hotmail|outlook|yahoo)\.com|gmail|icloud)\.cl$/;

/** One character too many, missing, changed or swapped with its neighbour. */
const isNear = (one, other) => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [mine, theirs] = [one.slice(start), other.slice(start)];
  const swapped = mine.replace(/^(.)(.)/, '$2$1');
  return [
    [mine.slice(1), theirs.slice(1)],
    [mine.slice(1), theirs],
    [mine, theirs.slice(1)],
    [swapped, theirs],
  ].some(([left, right]) => left === right);
};

const meantHost = (host) => {
  const ended = ENDINGS.reduce((left, [slip, right]) => left.replace(slip, right), host);
  if (REAL.includes(ended)) return ended;
  return ONLY_COM.test(ended) ? `${/^[^.]+/.exec(ended)}.com` : (MEANT.find((one) => isNear(ended, one)) ?? ended);
};

/** The address that was probably meant; undefined where there is nothing to ask. */
export const meant = (email) => {
  const [, local, typed] = /^([^@\s]+)@([^@\s]+)$/.exec(email.trim()) ?? [];
  const host = typed?.toLowerCase();
  const other = host && !REAL.includes(host) ? meantHost(host) : host;
  return other === host ? undefined : `${local}@${other}`;
};

/** What the server asked already under the fields of a page: from now on this file asks, and its button sends nothing. */
export const adopt = () => {
  for (const { dataset } of document.querySelectorAll('[data-duda]')) watch(document.getElementById(dataset.duda));
};

/** Notes in the form that this address was asked about, so that the server does not ask again. */
const noteAsked = ({ form, id, value }) => {
  const name = `${id}_visto`;
  const field = form.elements[name] ?? Object.assign(document.createElement('input'), { type: 'hidden', name });
  field.value = value;
  form.append(field);
};

/** Asks under an e-mail's field whether another address was meant; it is no error, and one button takes it. */
export const watch = (input) => {
  if (input.dataset.vigilado) return;
  input.dataset.vigilado = 'si';
  const said = document.createElement('p');
  said.role = 'status';
  said.className = 'nota';
  document.getElementById(`${input.id}-d`)?.remove();
  input.after(said);
  const look = () => {
    said.textContent = '';
    const other = meant(input.value);
    if (!other) return;
    noteAsked(input);
    const take = document.createElement('button');
    take.type = 'button';
    take.className = 'btn sec2 cha';
    take.textContent = 'Usar esa';
    take.addEventListener('click', () => {
      input.value = other;
      said.textContent = '';
      input.focus();
    });
    said.append(`¿Quiso decir ${other}? `, take);
  };
  input.addEventListener('change', look);
  look();
};
