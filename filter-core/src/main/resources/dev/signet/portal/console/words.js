// The words of the page, in the language chosen. All that is shown goes through here, as text and never as markup.

let language = /^zh/i.test(navigator.language) ? 'zh' : 'en';
let texts = {zh: {}, en: {}};

export const say = key => texts[language][key];

export function element(tag, text = '', attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

/** One of the page's own texts, which the switch changes, too. */
export const worded = (tag, key) => element(tag, say(key), {'data-text': key});

export const bilingual = (tag, zh, en) => element(tag, language === 'zh' ? zh : en, {'data-zh': zh, 'data-en': en});

function translate() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('language').lang = language === 'zh' ? 'en' : 'zh-CN';
  document.querySelectorAll('[data-text]').forEach(node => { node.textContent = say(node.dataset.text); });
  document.querySelectorAll('[data-zh]').forEach(node => { node.textContent = node.dataset[language]; });
}

export function learn(all) {
  texts = all;
  translate();
}

export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  translate();
}
