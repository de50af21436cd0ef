// The bar above the interface: whose token it is, what is called with it, and what came back. Secret and token are in fields and
// variables of this page and nowhere else.

import {envelopeOf, fileName, indented, receive} from './answer.js';
import {bilingual, element, say, worded} from './words.js';

export const byId = id => document.getElementById(id);
export const write = (id, text) => { byId(id).textContent = text; };
export const on = (id, event, heard) => byId(id).addEventListener(event, heard);
export const state = {
  place: {}, // {webapp, below, tokenPath, requestId, swaggerUi}
  errors: [],
  operations: [],
  chosen: null,
  token: null, // {value, owner, ends}
  old: null, // the last one that has expired
  running: null, // what stops the call under way
  saved: null, // the address of the last file, to be given back
  heard: () => {}, // a new token
  repeat: null // the last call of swagger-ui, with another token
};

// ---- the token

/** When it ends by the clock of this machine, which need not be right; null for a token that does not say. */
function endOf(token, serverDate) {
  try {
    const payload = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    const left = JSON.parse(payload).exp * 1000 - (Date.parse(serverDate) || Date.now());
    return Number.isFinite(left) ? Date.now() + left : null;
  } catch {
    return null;
  }
}

/** Another signature: its first character, since the last one may hold bits that count for nothing. */
export function tampered(token) {
  const at = token.lastIndexOf('.') + 1;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

function clock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = number => String(number).padStart(2, '0');
  return Math.floor(seconds / 3600) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60);
}

export function tick() {
  const {token} = state;
  const left = token?.ends == null ? null : token.ends - Date.now();
  if (left !== null && left <= 0) {
    state.old = token.value;
  }
  byId('tampered').disabled = !token;
  byId('expired').disabled = !state.old;
  if (token) {
    write('left', left === null ? '' : left > 0 ? say('timeLeft') + ' ' + clock(left) : say('timeOver'));
  }
}

export async function getToken(event) {
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
    state.heard(value);
    byId('holder').replaceChildren(worded('span', 'tokenOf'), ' ' + owner);
    tick();
  }
}

// ---- calls

export async function call(method, path, options = {}) {
  state.running?.abort();
  const running = new AbortController();
  const latest = () => state.running === running;
  state.running = running;
  begin(method + ' ' + path);
  try {
    const response = await fetch(state.place.webapp + path.slice(1), {
      method, ...options, signal: running.signal, cache: 'no-store', credentials: 'omit'
    });
    if (!latest()) {
      return null; // another call was made meanwhile
    }
    facts(response);
    const got = await receive(response, text => {
      if (latest()) {
        write('content', text);
      }
    });
    const envelope = got.text === null ? null : envelopeOf(got.text);
    if (latest()) {
      show(got, envelope, fileName(response.headers.get('Content-Disposition') ?? '', path));
    }
    return {response, envelope};
  } catch (thrown) {
    if (latest()) {
      byId('verdict').replaceChildren(worded('p', thrown.name === 'AbortError' ? 'stopped' : 'failed'));
    }
    return null;
  } finally {
    if (latest()) {
      state.running = null;
      byId('stop').hidden = true;
    }
  }
}

function begin(sent) {
  byId('answer').hidden = false;
  byId('stop').hidden = false;
  write('sent', sent);
  byId('verdict').replaceChildren(worded('p', 'waiting'));
  byId('facts').replaceChildren();
  write('content', '');
  byId('save').hidden = true;
  URL.revokeObjectURL(state.saved); // null is none
}

function facts(response) {
  const rows = [['status', response.status], ['type', response.headers.get('Content-Type')],
    ['requestId', response.headers.get(state.place.requestId)]];
  byId('facts').replaceChildren(...rows.filter(row => row[1])
      .flatMap(([key, value]) => [worded('dt', key), element('dd', value)]));
}

function show(got, envelope, file) {
  if (got.blob) {
    state.saved = URL.createObjectURL(got.blob);
    byId('save').href = state.saved;
    byId('save').download = file;
    write('file', file);
    byId('save').hidden = false;
  }
  write('content', envelope ? indented(got.text) : got.text ?? '');
  if (got.cut) {
    byId('content').append('\n', worded('span', 'cut'));
  }
  byId('verdict').replaceChildren(envelope ? verdict(envelope) : worded('p', 'plain'));
  byId('answer').scrollIntoView({block: 'nearest'});
}

export function verdict(envelope) {
  const list = element('dl', '', {class: envelope.code === 1 ? 'good' : 'bad'});
  const known = state.errors.find(error => error.code === envelope.code);
  list.append(worded('dt', 'code'), element('dd', envelope.code, {class: 'code'}),
      worded('dt', 'message'), element('dd', envelope.message),
      worded('dt', 'meaning'), known ? bilingual('dd', known.cause, known.causeEn) : worded('dd', 'ownCode'));
  if (known) {
    list.append(worded('dt', 'remedy'), bilingual('dd', known.fix, known.fixEn));
  }
  return list;
}
