// The page in which a partner tries the interface.

import {byId, call, getToken, on, state, tampered, tick, write} from './bar.js';
import {operations} from './description.js';
import {element, learn, switchLanguage, worded} from './words.js';

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
  write('call-title', operation.method + ' ' + operation.path);
  write('call-summary', operation.summary);
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
  on('language', 'click', () => {
    switchLanguage();
    tick();
  });
  on('login', 'submit', getToken);
  on('search', 'input', list);
  on('body-type', 'change', fillBody);
  on('request', 'submit', event => {
    event.preventDefault();
    send(state.chosen.needsToken ? state.token?.value : null);
  });
  const other = (id, token) => on(id, 'click', () => (state.repeat ?? send)(token()));
  other('without', () => null);
  other('tampered', () => tampered(state.token.value));
  other('expired', () => state.old);
  on('stop', 'click', () => state.running?.abort());
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
    write('title', document.title);
    state.operations = operations(description);
    const first = state.operations.find(one => one.method === 'GET' && one.needsToken) ?? state.operations[0];
    if (first) {
      choose(first);
      if (state.place.swaggerUi) {
        await (await import('./swagger.js')).open(description);
      }
    }
  } catch {
    problem('broken');
  }
}

start();
