// Caps Lock spoils a key, which is not visible while it is typed.
/** Says under a key's field whether capitals are locked, while it is being typed into. */
export const watch = (input) => {
  const said = document.createElement('p');
  said.role = 'status';
  said.className = 'nota';
  input.closest('.clave').after(said);
  const look = (event) => {
    if (event.getModifierState)
      said.textContent = event.getModifierState('CapsLock') ? 'Tiene activadas las mayúsculas' : '';
  };
  input.addEventListener('keydown', look);
  input.addEventListener('keyup', look);
  input.addEventListener('blur', () => {
    said.textContent = '';
  });
};
