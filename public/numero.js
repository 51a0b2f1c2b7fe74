// Checks a number when its field loses focus: in the words of the form, and announced without moving the focus.
const piece = (name, props, ...inside) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...inside);
  return element;
};

/** «Recupere su clave o …», each with its link. */
const waysOn = (ways = []) =>
  ways.flatMap(({ text, href, before }, place) => [place ? before || ' o ' : ' ', piece('a', { href }, text)]);

/** Shows what the server says of the field, or nothing. */
const tell = (input, said, { text, solution }) => {
  const id = `${input.id}-e`;
  document.getElementById(id)?.remove();
  said.replaceChildren();
  const others = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id);
  input.closest('.campo').classList.toggle('error', Boolean(text));
  if (text) {
    input.setAttribute('aria-invalid', 'true');
    said.append(piece('p', { id, className: 'campo-e' }, piece('span', {}, text, ...waysOn(solution))));
    others.unshift(id);
  } else input.removeAttribute('aria-invalid');
  input.setAttribute('aria-describedby', others.join(' '));
};

/** Dots and hyphen are put in meanwhile. */
const bare = (number) => number.replace(/[^\dk]/gi, '');

/** Asks the server whenever the field was changed and left; without an answer nothing is shown. */
export const watch = (input) => {
  const said = piece('div', { role: 'status' });
  input.before(said);
  const judge = async () => {
    const numero = input.value;
    if (!numero.trim()) return tell(input, said, {});
    const { ficha, origen } = input.form.elements;
    const body = new URLSearchParams({ ficha: ficha.value, origen: origen?.value ?? '', numero });
    const answer = await fetch(input.dataset.numero, { method: 'POST', body, signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
    if (answer?.ok && bare(numero) === bare(input.value)) tell(input, said, await answer.json());
  };
  input.addEventListener('change', judge);
  // Left before this file was loaded.
  if (input.value !== input.defaultValue && document.activeElement !== input) judge();
};
