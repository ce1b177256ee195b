/** Floor 5: the script of the dashboard's pages. Everything works without it; it saves clicks. */
import type { Handler } from '../http/route.js';
import { asset } from '../pages/frame.js';

/** Rows arrive as HTML that the server made and escaped; the policy of the page runs nothing that is in them. */
const SCRIPT = `'use strict';
(() => {
  const MOST = 500;
  const list = document.getElementById('log');
  const live = document.getElementById('live');
  const say = (text, tone) => {
    live.textContent = text;
    live.className = 'chip ' + tone;
  };
  if (list && live) {
    const source = new EventSource(list.dataset.events);
    source.onopen = () => say('live', 'good');
    source.onerror = () => say('not connected', 'warn');
    source.onmessage = ({ data, lastEventId }) => {
      if (document.getElementById('entry-' + lastEventId)) return;
      const row = document.createElement('template');
      row.innerHTML = data;
      list.prepend(row.content);
      while (list.children.length > MOST) list.lastElementChild.remove();
      document.getElementById('nothing').hidden = true;
    };
    addEventListener('pagehide', () => source.close());
  }

  for (const value of document.querySelectorAll('code.copy, pre.copy')) {
    if (!navigator.clipboard) break;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'small quiet copies';
    button.textContent = 'Copy';
    const name = value.closest('dd')?.previousElementSibling?.textContent ?? value.getAttribute('aria-label');
    button.setAttribute('aria-label', 'Copy ' + (name ?? ''));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(value.textContent);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1500);
    });
    value.after(' ', button);
  }

  for (const time of document.querySelectorAll('time[data-runs]')) {
    const ahead = Number(time.dataset.runs) - Date.now();
    setInterval(() => {
      const text = new Date(Date.now() + ahead).toISOString();
      time.textContent = text.slice(0, 10) + ' ' + text.slice(11, 19) + ' UTC';
    }, 1000);
  }
})();
`;

/** GET */
export const sendScript: Handler = () => asset('javascript', SCRIPT);
