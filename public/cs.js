// Optional touches: every page works without them.
{
  const byId = (id) => document.getElementById(id);

  for (const button of document.querySelectorAll('[data-ver]')) {
    const input = byId(button.dataset.ver);
    const show = (visible) => {
      input.type = visible ? 'text' : 'password';
      button.textContent = visible ? 'Ocultar' : 'Mostrar';
      button.setAttribute('aria-label', `${button.textContent} ${button.dataset.que}`);
    };
    button.hidden = false;
    button.addEventListener('click', () => show(input.type === 'password'));
    input.form.addEventListener('submit', () => show(false));
  }

  const withDots = (text) => {
    const bare = text.replace(/[\s.\-\u2010\u2013]/g, '').toUpperCase();
    if (!/^\d{7,9}[\dK]$/.test(bare)) return text;
    return `${bare.slice(0, -1).replace(/\B(?=(\d{3})+$)/g, '.')}-${bare.slice(-1)}`;
  };
  byId('rut')?.addEventListener('change', ({ target }) => {
    target.value = withDots(target.value);
  });

  // Played here, so that a half-filled form is not left behind.
  byId('escuchar')?.addEventListener('click', (event) => {
    event.preventDefault();
    new Audio(event.currentTarget.href).play();
  });

  // A short refresh waits while somebody reads, and does not say the same summary twice.
  const seconds = Number(byId('contenido').dataset.refresco);
  const summary = byId('resumen');
  const said = seconds && sessionStorage.getItem('dicho');
  if (summary && summary.textContent !== said) summary.focus();
  if (seconds && summary) sessionStorage.setItem('dicho', summary.textContent);
  const isRead = () =>
    seconds < 60 && (document.querySelector('details[open]') || document.activeElement.matches('a, button, input'));
  if (seconds) setInterval(() => isRead() || location.reload(), seconds * 1000);
}
