'use strict';
(() => {
  const picture = document.getElementById('picture');
  const parts = [...picture.querySelectorAll('.part')];
  const lines = [...picture.querySelectorAll('.line')];
  const byId = (id) => document.getElementById(id);

  let scale = 1;
  const zoom = (factor) => {
    scale = factor === 0 ? 1 : Math.min(8, Math.max(1, scale * factor));
    picture.style.width = `${scale * 100}%`;
  };
  byId('larger').addEventListener('click', () => zoom(1.4));
  byId('smaller').addEventListener('click', () => zoom(1 / 1.4));
  byId('whole').addEventListener('click', () => zoom(0));
  byId('stage').addEventListener('wheel', (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }
  }, { passive: false });

  const shown = { networks: 'network', permissions: 'permission', configurations: 'configuration' };
  const show = () => Object.entries(shown).forEach(([box, type]) => {
    lines.filter((line) => line.classList.contains(type)).forEach((line) => line.toggleAttribute('hidden', !byId(box).checked));
  });
  Object.keys(shown).forEach((box) => byId(box).addEventListener('change', show));
  show();

  byId('find').addEventListener('input', (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const found = parts.filter((part) => {
      const matches = wanted !== '' && part.getAttribute('aria-label').toLowerCase().includes(wanted);
      part.classList.toggle('found', matches);
      return matches;
    });
    byId('found').textContent = wanted === '' ? '' : `${found.length} found`;
    if (found.length > 0) {
      found[0].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });
  byId('tools').addEventListener('submit', (event) => event.preventDefault());

  const mark = (part, of) => lines
    .filter((line) => [line.dataset.from, line.dataset.to].includes(part.dataset.name))
    .forEach((line) => line.classList.toggle('of', of));
  parts.forEach((part) => {
    ['focus', 'mouseenter'].forEach((type) => part.addEventListener(type, () => mark(part, true)));
    ['blur', 'mouseleave'].forEach((type) => part.addEventListener(type, () => mark(part, false)));
  });
})();
