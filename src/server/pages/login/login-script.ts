/** Floor 5: the script of the login page: filters while one types. Without it the form filters by GET. */

/** Where the script lies. */
export const LOGIN_SCRIPT_PATH = '/__standin/login.js';

/** Runs in browsers as it is; `findPeople` says what it must find. */
export const LOGIN_SCRIPT = `'use strict';
(() => {
  const field = document.querySelector('#q');
  const list = document.querySelector('#people');
  const said = document.querySelector('#found');
  if (!field || !list || !said) return;
  const letters = { 'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'ł': 'l' };
  const plain = (text) =>
    text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase().replace(/[øæœßł]/g, (each) => letters[each]);
  const fits = (tokens, words) => tokens.every((token) => words.some((word) => word.startsWith(token)));
  let rows = [...list.children];
  const buttons = () => [...list.querySelectorAll('li:not([hidden]) > button')];

  const show = () => {
    const tokens = plain(field.value).split(/\\s+/).filter(Boolean);
    const named = [], others = [], hidden = [];
    for (const row of rows) {
      const name = row.dataset.name.split(' ');
      const all = [...name, ...row.dataset.more.split(' ')];
      (fits(tokens, name) ? named : fits(tokens, all) ? others : hidden).push(row);
    }
    for (const row of hidden) row.hidden = true;
    for (const row of [...named, ...others]) { row.hidden = false; list.append(row); }
    const shown = [...named, ...others];
    for (const row of rows) row.classList.toggle('first', tokens.length > 0 && row === shown[0]);
    if (tokens.length === 0) said.textContent = shown.length + ' people';
    else if (shown.length === 0) said.textContent = 'Nobody is found';
    else said.textContent = shown.length + ' found; Enter signs in as ' + shown[0].dataset.person;
  };

  // A long list is not all here: the server finds the rest.
  let asked = 0;
  const fetched = async () => {
    const mine = ++asked;
    const answer = await fetch('?q=' + encodeURIComponent(field.value));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#people');
    if (mine !== asked || !fresh) return;
    list.replaceChildren(...fresh.children);
    rows = [...list.children];
    show();
  };
  field.addEventListener('input', () => (list.dataset.partial === undefined ? show() : void fetched()));

  field.form.addEventListener('submit', (event) => {
    const [first] = buttons();
    if (field.value.trim() === '' || !first) return;
    event.preventDefault();
    first.click();
  });
  document.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    if (step === undefined || (at === -1 && document.activeElement !== field)) return;
    event.preventDefault();
    const next = at + step;
    if (next < 0) field.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  });
  if (field.value !== '') show();
})();
`;
