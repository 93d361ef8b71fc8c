/* global SwaggerUIBundle */

// Swagger UI has a dark theme and leaves it to the page to choose.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const choose = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', choose);
choose();

window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#reference',
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    defaultModelsExpandDepth: 0,
    // A token is typed in anew each time: this page keeps none.
    persistAuthorization: false,
    // The badge would be fetched from somebody else.
    validatorUrl: null,
  });
});
