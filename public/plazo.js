// Two minutes before a session or journey expires, its page asks whether to continue. Activity on the page extends it.
const WARNING_MS = 120_000;

const here = location.pathname + location.search;

/** Watches the clock of a page: asks, prolongs, and without an answer shows what the server says after the end. */
export const watch = (dialog) => {
  const [said, more] = [dialog.querySelector('[role=status]'), dialog.querySelector('button')];
  const words = said.textContent;
  let end;
  let clock;
  const begin = () => {
    end = Date.now() + dialog.dataset.segundos * 1000;
  };
  // Once: on a slow line a second request would abort the answer to the first.
  const leave = () => {
    clearInterval(clock);
    location.assign(here);
  };
  const look = () => {
    const left = end - Date.now();
    if (left <= 0) leave();
    else if (left <= WARNING_MS && !dialog.open) dialog.showModal();
  };
  const prolong = async () => {
    // A redirect is followed by the page itself: fetch would follow it and lose the answer.
    const answer = await fetch(here, { redirect: 'manual' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const hour = page.querySelector('#plazo');
    if (!hour) return leave();
    document.querySelector('#plazo').textContent = hour.textContent;
    dialog.dataset.segundos = page.querySelector('#vence').dataset.segundos;
    said.textContent = words;
    begin();
    dialog.close();
  };
  const goOn = () =>
    prolong().catch(() => {
      said.textContent = 'No hay conexión. Espere y presione de nuevo.';
    });
  begin();
  more.addEventListener('click', goOn);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    goOn();
  });
  clock = setInterval(look, 1000);
};
