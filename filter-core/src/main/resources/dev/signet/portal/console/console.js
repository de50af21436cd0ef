// The page in which a partner tries the interface. Secret and token are in fields and variables of this page and nowhere else.

import {operations} from './description.js';
import {envelopeOf, fileName, indented, receive} from './answer.js';
import {clock, endOf, tampered} from './token.js';
import {bilingual, element, learn, say, switchLanguage, worded} from './words.js';

const byId = id => document.getElementById(id);
const state = {
  place: {}, // {webapp, below, tokenPath, requestId}
  errors: [],
  operations: [],
  chosen: null,
  token: null, // {value, owner, ends}
  old: null, // the last one that has expired
  running: null, // what stops the call under way
  saved: null // the address of the last file, to be given back
};

// ---- the token

function tick() {
  const {token} = state;
  const left = token?.ends == null ? null : token.ends - Date.now();
  if (left !== null && left <= 0) {
    state.old = token.value;
  }
  byId('tampered').disabled = !token;
  byId('expired').disabled = !state.old;
  if (token) {
    byId('left').textContent = left === null ? '' : left > 0 ? say('timeLeft') + ' ' + clock(left) : say('timeOver');
  }
}

async function getToken(event) {
  event.preventDefault();
  const owner = byId('key').value;
  const got = await call('POST', state.place.tokenPath, {
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({appKey: owner, appSecret: byId('secret').value})
  });
  const value = got?.envelope?.data?.token;
  if (got?.envelope?.code === 1 && typeof value === 'string') {
    tick(); // the one before may have ended
    state.token = {value, owner, ends: endOf(value, got.response.headers.get('Date'))};
    byId('holder').replaceChildren(worded('span', 'tokenOf'), ' ' + owner);
    tick();
  }
}

// ---- calls

async function call(method, path, options = {}) {
  state.running?.abort();
  const running = new AbortController();
  state.running = running;
  begin(method + ' ' + path);
  try {
    const response = await fetch(state.place.webapp + path.slice(1), {
      method, ...options, signal: running.signal, cache: 'no-store', credentials: 'omit'
    });
    if (state.running !== running) {
      return null; // another call was made meanwhile
    }
    facts(response);
    const got = await receive(response, text => {
      if (state.running === running) {
        byId('content').textContent = text;
      }
    });
    const envelope = got.text === null ? null : envelopeOf(got.text);
    if (state.running === running) {
      show(got, envelope, fileName(response.headers.get('Content-Disposition') ?? '', path));
    }
    return {response, envelope};
  } catch (thrown) {
    if (state.running === running) {
      byId('verdict').replaceChildren(worded('p', thrown.name === 'AbortError' ? 'stopped' : 'failed'));
    }
    return null;
  } finally {
    if (state.running === running) {
      state.running = null;
      byId('stop').hidden = true;
    }
  }
}

function begin(sent) {
  byId('answer').hidden = false;
  byId('stop').hidden = false;
  byId('sent').textContent = sent;
  byId('verdict').replaceChildren(worded('p', 'waiting'));
  byId('facts').replaceChildren();
  byId('content').textContent = '';
  byId('save').hidden = true;
  if (state.saved) {
    URL.revokeObjectURL(state.saved);
    state.saved = null;
  }
}

function facts(response) {
  const rows = [['status', String(response.status)], ['type', response.headers.get('Content-Type')],
    ['requestId', response.headers.get(state.place.requestId)]];
  byId('facts').replaceChildren(...rows.filter(row => row[1])
      .flatMap(([key, value]) => [worded('dt', key), element('dd', value)]));
}

function show(got, envelope, file) {
  if (got.blob) {
    state.saved = URL.createObjectURL(got.blob);
    byId('save').href = state.saved;
    byId('save').download = file;
    byId('file').textContent = file;
    byId('save').hidden = false;
  }
  byId('content').textContent = envelope ? indented(got.text) : got.text ?? '';
  if (got.cut) {
    byId('content').append('\n', worded('span', 'cut'));
  }
  byId('verdict').replaceChildren(envelope ? verdict(envelope) : worded('p', 'plain'));
  byId('answer').scrollIntoView({block: 'nearest'});
}

function verdict(envelope) {
  const list = element('dl', '', {class: envelope.code === 1 ? 'good' : 'bad'});
  const known = state.errors.find(error => error.code === envelope.code);
  list.append(worded('dt', 'code'), element('dd', String(envelope.code), {class: 'code'}),
      worded('dt', 'message'), element('dd', String(envelope.message)),
      worded('dt', 'meaning'), known ? bilingual('dd', known.cause, known.causeEn) : worded('dd', 'ownCode'));
  if (known) {
    list.append(worded('dt', 'remedy'), bilingual('dd', known.fix, known.fixEn));
  }
  return list;
}

// ---- operations

function list() {
  const wanted = byId('search').value.trim().toLowerCase();
  byId('operations').replaceChildren(...state.operations
      .filter(one => (one.method + ' ' + one.path + ' ' + one.summary).toLowerCase().includes(wanted))
      .map(one => {
        const button = element('button', '', {type: 'button'});
        button.append(element('b', one.method), ' ', element('code', one.path), element('span', one.summary));
        if (one === state.chosen) {
          button.setAttribute('aria-current', 'true');
        }
        button.addEventListener('click', () => {
          choose(one);
          byId('call-title').focus();
        });
        const item = element('li');
        item.append(button);
        return item;
      }));
}

function choose(operation) {
  state.chosen = operation;
  list();
  byId('call').hidden = false;
  byId('call-title').textContent = operation.method + ' ' + operation.path;
  byId('call-summary').textContent = operation.summary;
  byId('parameters').replaceChildren(...operation.parameters.map(field));
  byId('body-part').hidden = operation.bodies.length === 0;
  byId('body-type').replaceChildren(...operation.bodies.map(body => element('option', body.type)));
  fillBody();
  ['without', 'tampered', 'expired', 'hint'].forEach(id => { byId(id).hidden = !operation.needsToken; });
}

function field(parameter) {
  const label = element('label');
  const name = element('span');
  name.append(element('code', parameter.name), ' ' + parameter.place);
  if (parameter.required) {
    name.append(' · ', worded('span', 'required'));
  }
  const input = element(parameter.choices ? 'select' : 'input', '', parameter.choices ? {} : {autocomplete: 'off'});
  if (parameter.choices) {
    const values = parameter.choices.map(String);
    input.append(...(parameter.required ? values : ['', ...values]).map(value => element('option', value)));
  }
  input.value = [parameter.value].flat().join(',');
  input.required = parameter.required;
  label.append(name, ' ', input, element('small', parameter.text));
  return label;
}

function fillBody() {
  byId('body').value = state.chosen.bodies[byId('body-type').selectedIndex]?.text ?? '';
}

/** The call as the form says it; token is null for none. */
function send(token) {
  const {method, path, parameters, bodies} = state.chosen;
  const headers = token ? {Authorization: 'Bearer ' + token} : {};
  const query = new URLSearchParams();
  let target = (state.chosen.ownServers ? '' : state.place.below) + path;
  const inputs = byId('parameters').querySelectorAll('input, select');
  parameters.forEach(({name, place, several}, index) => {
    const value = inputs[index].value;
    if (place === 'path') {
      target = target.replace('{' + name + '}', () => encodeURIComponent(value));
    } else if (value !== '' && place === 'header') {
      headers[name] = value;
    } else if (value !== '') {
      (several ? value.split(',') : [value]).forEach(one => query.append(name, one));
    }
  });
  const body = bodies.length && byId('body').value ? {body: byId('body').value} : {};
  if (body.body) {
    headers['Content-Type'] = byId('body-type').value;
  }
  const asked = String(query);
  return call(method, target + (asked && '?' + asked), {headers, ...body});
}

// ---- the beginning

async function json(name) {
  return (await fetch(name, {cache: 'no-store'})).json();
}

function problem(key) {
  byId('problem').replaceChildren(worded('span', key));
  byId('problem').hidden = false;
}

/** Clients and an expired token are a demo's alone, which answers console.json itself; the library has neither. */
function offer({clients = [], expired = null}) {
  state.old = expired;
  byId('clients').hidden = !clients.length;
  byId('clients').append(...clients.map(({appKey, appSecret}) => {
    const button = element('button', appKey, {type: 'button'});
    button.addEventListener('click', () => {
      byId('key').value = appKey;
      byId('secret').value = appSecret;
    });
    return button;
  }));
}

function listen() {
  byId('language').addEventListener('click', () => {
    switchLanguage();
    tick();
  });
  byId('login').addEventListener('submit', getToken);
  byId('search').addEventListener('input', list);
  byId('body-type').addEventListener('change', fillBody);
  byId('request').addEventListener('submit', event => {
    event.preventDefault();
    send(state.chosen.needsToken ? state.token?.value : null);
  });
  byId('without').addEventListener('click', () => send(null));
  byId('tampered').addEventListener('click', () => send(tampered(state.token.value)));
  byId('expired').addEventListener('click', () => send(state.old));
  byId('stop').addEventListener('click', () => state.running?.abort());
  setInterval(tick, 1000);
}

async function start() {
  listen();
  try {
    learn(await json('texts.json'));
    [state.place, state.errors] = await Promise.all(['console.json', 'errors.json'].map(json));
    offer(state.place);
    tick();
    byId('login').querySelector('fieldset').disabled = false; // not before the page hears it: it would go into the URL
    const description = await json('openapi.json');
    if (!description.paths) {
      problem('noDescription');
      return;
    }
    document.title = description.info?.title || 'API';
    byId('title').textContent = document.title;
    state.operations = operations(description);
    const first = state.operations.find(one => one.method === 'GET' && one.needsToken) ?? state.operations[0];
    if (first) {
      choose(first);
    }
  } catch {
    problem('broken');
  }
}

start();
