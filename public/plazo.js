// Two minutes before what is open ends by itself, its page asks whether to go on. Looking at the page prolongs it.
const WARNING_MS = 120_000;

const here = location.pathname + location.search;

/** Watches the clock of a page: asks, prolongs, and when nobody answers shows what the house says after the end. */
export const watch = (dialog) => {
  const [said, more] = [dialog.querySelector('[role=status]'), dialog.querySelector('button')];
  const words = said.textContent;
  let end;
  const begin = () => {
    end = Date.now() + dialog.dataset.segundos * 1000;
  };
  const leave = () => location.assign(here);
  const look = () => {
    const left = end - Date.now();
    if (left <= 0) leave();
    else if (left <= WARNING_MS && !dialog.open) dialog.showModal();
  };
  const prolong = async () => {
    const answer = await fetch(here);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const hour = page.querySelector('#plazo');
    if (answer.redirected || !hour) return leave();
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
  setInterval(look, 1000);
};
