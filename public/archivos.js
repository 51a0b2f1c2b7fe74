// The words of the guide in place of the browser's own: a button, and the name of the file that was chosen.
for (const field of document.querySelectorAll('.archivo')) {
  const input = field.querySelector('input');
  const piece = (className, textContent) => {
    const span = Object.assign(document.createElement('span'), { className, textContent });
    // The field itself says both to a screen reader.
    span.setAttribute('aria-hidden', 'true');
    return span;
  };
  const chosen = piece('elegido', '');
  const tell = () => {
    chosen.textContent = input.files[0]?.name ?? field.dataset.nada;
  };
  field.append(piece('btn sec2 cha', field.dataset.boton), chosen);
  field.classList.add('vestido');
  input.addEventListener('change', tell);
  tell();
}
