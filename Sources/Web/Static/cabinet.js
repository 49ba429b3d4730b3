// The cabinet's one script. Every page works without it; it saves steps for those who have it.
document.documentElement.classList.add('scripted');
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Sections on a phone.
for (const button of all('[data-toggles]')) {
  const target = document.getElementById(button.dataset.toggles);
  button.addEventListener('click', () => {
    const open = target.classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
  });
}

// Tabs: without the script all sections stand one under another.
for (const tabs of all('[data-tabs]')) {
  tabs.classList.add('live');
  const links = all(':scope > nav a', tabs);
  const panels = links.map(link => document.querySelector(link.hash));
  const nav = tabs.querySelector(':scope > nav');
  nav.setAttribute('role', 'tablist');
  links.forEach((link, i) => {
    link.setAttribute('role', 'tab');
    link.id = `tab-${link.hash.slice(1)}`;
    link.setAttribute('aria-controls', link.hash.slice(1));
    panels[i].setAttribute('role', 'tabpanel');
    panels[i].setAttribute('aria-labelledby', link.id);
  });
  const show = (index, focus) => {
    links.forEach((link, i) => {
      link.setAttribute('aria-selected', String(i === index));
      link.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    if (focus) links[index].focus();
  };
  links.forEach((link, i) => {
    link.addEventListener('click', event => { event.preventDefault(); history.replaceState(null, '', link.hash); show(i); });
    link.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { event.preventDefault(); show((i + step + links.length) % links.length, true); }
    });
  });
  // A refusal, or a link to a field, opens the tab where the field is.
  const reveal = () => {
    const wanted = location.hash && document.getElementById(location.hash.slice(1));
    const invalid = tabs.querySelector('[aria-invalid="true"]');
    const target = wanted && tabs.contains(wanted) ? wanted : invalid;
    const index = Math.max(0, target ? panels.findIndex(panel => panel.contains(target)) : 0);
    show(index);
    if (target && panels[index] !== target) { target.focus(); target.scrollIntoView({ block: 'center' }); }
  };
  reveal();
  window.addEventListener('hashchange', reveal);
}
const faults = document.querySelector('.faults[tabindex]');
if (faults && !location.hash) faults.focus();

// Leaving with unsaved changes asks.
let dirty = false;
for (const form of all('form[data-guard]')) {
  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
}
window.addEventListener('beforeunload', event => { if (dirty) event.preventDefault(); });

// Acts that are hard to undo ask once; a select that is its own command submits itself.
for (const form of all('form[data-confirm]')) {
  form.addEventListener('submit', event => { if (!confirm(form.dataset.confirm)) event.preventDefault(); });
}
for (const box of all('[data-all]')) {
  box.addEventListener('change', () => {
    for (const other of all('tbody [type=checkbox]', document.getElementById(box.dataset.all))) other.checked = box.checked;
  });
}
for (const button of all('[data-print]')) button.addEventListener('click', () => print());
for (const form of all('form[data-submits]')) form.addEventListener('change', () => form.requestSubmit());

// What follows from the choice stands beside it at once.
for (const form of all('form[data-quote]')) {
  const panel = document.getElementById('quote');
  let timer, running;
  const ask = async () => {
    running?.abort();
    running = new AbortController();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (name !== 'seal' && value) query.set(name, value);
    try {
      const response = await fetch(`${form.dataset.quote}?${query}`, { signal: running.signal, headers: { Accept: 'text/html' } });
      if (!response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      panel.replaceChildren(...fresh.querySelector('#quote').childNodes);
      // The fields that the tariff asks for: those that stay keep what was typed into them.
      const terms = document.getElementById('terms'), now = fresh.querySelector('#terms');
      if (terms && now) {
        const typed = new Map([...terms.querySelectorAll('[name]')].map(field => [field.name, field.value]));
        const shape = part => [...part.querySelectorAll('[name]')].map(field => field.name + field.innerHTML.replaceAll(' selected=""', '')).join();
        if (shape(terms) !== shape(now)) {
          terms.replaceChildren(...now.childNodes);
          for (const field of terms.querySelectorAll('[name]')) {
            const kept = typed.get(field.name);
            if (field.options && ![...field.options].some(option => option.value === kept && kept)) {
              if (field.options.length > 1 && !field.value) field.value = field.options[field.options.length - 1].value;
            } else if (kept) field.value = kept;
          }
          ask();
        }
      }
    } catch (error) { if (error.name !== 'AbortError') throw error; }
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  // A better day is one press away.
  panel.addEventListener('click', event => {
    const day = event.target.closest('[data-plan]')?.dataset.plan;
    if (day) { form.elements.start.value = day; ask(); }
  });
}

// «Ещё» closes with Esc, and when something else is clicked.
for (const more of all('details.more')) {
  const summary = more.querySelector('summary');
  more.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !more.open) return;
    event.stopPropagation();
    more.open = false;
    summary.focus();
  });
  addEventListener('pointerdown', event => { if (!more.contains(event.target)) more.open = false; });
}

// Dates: 1.2.26 becomes 01.02.2026.
for (const input of all('[data-day]')) {
  input.addEventListener('change', () => {
    const parts = input.value.trim().match(/^(\d{1,2})[.,/ -](\d{1,2})[.,/ -](\d{2}|\d{4})$/);
    if (parts) input.value = `${parts[1].padStart(2, '0')}.${parts[2].padStart(2, '0')}.${parts[3].length === 2 ? '20' + parts[3] : parts[3]}`;
  });
}

// Lists: arrows move, Enter opens, double click opens, the right click offers the page's commands and the period.
for (const table of all('table[data-rows]')) {
  const links = all('tbody tr td.first a', table);
  table.addEventListener('keydown', event => {
    const index = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (index >= 0 && step && links[index + step]) { event.preventDefault(); links[index + step].focus(); }
  });
  table.addEventListener('dblclick', event => event.target.closest('tr')?.querySelector('td.first a')?.click());
  table.addEventListener('contextmenu', event => {
    const row = event.target.closest('tbody tr');
    if (!row || event.shiftKey) return;
    event.preventDefault();
    document.querySelector('.menu-popup')?.remove();
    const menu = document.createElement('div');
    menu.className = 'menu-popup';
    menu.setAttribute('role', 'menu');
    const item = (text, act) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('role', 'menuitem');
      button.textContent = text;
      button.addEventListener('click', () => { menu.remove(); act(); });
      menu.append(button);
    };
    const first = row.querySelector('td.first a');
    if (first) item(first.textContent, () => first.click());
    for (const link of all('.head .commands a')) item(link.textContent, () => link.click());
    const period = document.querySelector('[data-period]');
    if (period) item(period.querySelector('button').textContent, () => period.querySelector('[data-day]').focus());
    document.body.append(menu);
    menu.style.left = `${Math.min(event.clientX, innerWidth - menu.offsetWidth - 8)}px`;
    menu.style.top = `${Math.min(event.clientY, innerHeight - menu.offsetHeight - 8)}px`;
    menu.firstElementChild?.focus();
    const close = e => { if (e.type === 'keydown' ? e.key === 'Escape' : !menu.contains(e.target)) { menu.remove(); removeEventListener('keydown', close); removeEventListener('pointerdown', close); } };
    addEventListener('keydown', close);
    addEventListener('pointerdown', close);
  });
}

// The hotkeys of the field.
const hot = name => document.querySelector(`[data-hotkey="${name}"]`);
addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select');
  const key = event.key;
  let target;
  if (event.ctrlKey && key === 'Enter') target = hot('save-close');
  else if (event.ctrlKey && (key === 's' || key === 'ы' || event.code === 'KeyS')) target = hot('save') ?? hot('save-close');
  else if (event.altKey && event.code === 'KeyF') target = document.querySelector('.find input[type="search"]') ?? hot('search');
  else if (!typing && key === 'Insert') target = hot('new');
  else if (key === 'F9') target = hot('copy') ?? hot('new');
  else if (key === 'F1') target = hot('help');
  else if (key === 'Escape' && !typing && history.length > 1 && document.querySelector('[data-guard]')) { history.back(); return; }
  if (!target) return;
  event.preventDefault();
  if (target.matches('input')) { target.focus(); target.select?.(); } else target.click();
});

// The session of an open infobase: a heart-beat keeps its place, a closed tab gives it back.
for (const page of all('[data-pulse]')) {
  const address = page.dataset.pulse, warning = page.querySelector('[data-warning]');
  let active = true, over = false;
  for (const kind of ['pointerdown', 'keydown', 'scroll']) addEventListener(kind, () => { active = true; }, { passive: true });
  const seal = page.querySelector('input[name="seal"]').value;
  const say = text => { warning.hidden = false; warning.textContent = text; };
  const beat = async () => {
    if (over) return;
    const sent = active;
    active = false;
    try {
      const response = await fetch(`${address}/beat`, { method: 'POST', body: new URLSearchParams({ seal, active: sent ? '1' : '0' }) });
      if (response.status === 410) { over = true; say(page.dataset.lost); return; }
      const pulse = await response.json();
      if (pulse.text) say(pulse.text);
    } catch { active = active || sent; }
  };
  setInterval(beat, 20000);
  addEventListener('pagehide', () => { if (!over) navigator.sendBeacon(`${address}/end`, new URLSearchParams({ seal })); });
}
