// A slip of the pen in the part of an address that most addresses share.
const HOSTS =
  'gmail.com hotmail.com outlook.com yahoo.com icloud.com live.com hotmail.es outlook.es yahoo.es live.cl vtr.net'.split(
    ' ',
  );

/** Letters to put in, take out, change or swap with the next one. */
const slips = (one, other) => {
  const rows = [...Array(one.length + 1)].map((_, row) => [row]);
  for (let place = 1; place <= other.length; place += 1) rows[0][place] = place;
  for (let row = 1; row <= one.length; row += 1)
    for (let place = 1; place <= other.length; place += 1) {
      const same = one[row - 1] === other[place - 1];
      const ways = [rows[row - 1][place] + 1, rows[row][place - 1] + 1, rows[row - 1][place - 1] + !same];
      const swapped = one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
      rows[row][place] = Math.min(...ways, ...(swapped ? [rows[row - 2][place - 2] + 1] : []));
    }
  return rows.at(-1).at(-1);
};

/** The address that was probably meant; undefined where there is nothing to ask. */
export const meant = (email) => {
  const [, local, host] = /^([^@\s]+)@([^@\s]+)$/.exec(email.trim().toLowerCase()) ?? [];
  if (!host || HOSTS.includes(host)) return undefined;
  const near = HOSTS.find((one) => slips(host, one) <= (one.length > 8 ? 2 : 1));
  return near && `${email.trim().slice(0, local.length)}@${near}`;
};

/** Asks under an e-mail's field whether another address was meant; it is no error, and one button takes it. */
export const watch = (input) => {
  const said = document.createElement('p');
  said.role = 'status';
  said.className = 'nota';
  input.after(said);
  const look = () => {
    said.textContent = '';
    const other = meant(input.value);
    if (!other) return;
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
