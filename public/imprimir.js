// Shows the button that prints the page: it needs the script.
const button = document.querySelector('[data-imprimir]');
button.hidden = false;
button.addEventListener('click', () => window.print());
