/** The page's only behaviour: showing one severity, and copying a curl line. The page is complete without it. */
export const pageScript = `
const filter = document.querySelector('#severity');
filter?.addEventListener('change', () => {
  for (const item of document.querySelectorAll('[data-severity]')) {
    item.hidden = filter.value !== '' && item.dataset.severity !== filter.value;
  }
});
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.addEventListener('click', async () => {
    const text = button.closest('section').querySelector('pre').textContent;
    try { await navigator.clipboard.writeText(text); button.textContent = 'Copied'; }
    catch { button.textContent = 'Select the text to copy it'; }
  });
}
`
