// swagger-ui in the place of the page's own list of operations, where the webapp has it. What it calls carries the bar's token, and
// its answers are read as envelopes.

import {envelopeOf, indented} from './answer.js';
import {byId, call, state, verdict} from './bar.js';
import {element, worded} from './words.js';

function load(tag, attributes) {
  const node = element(tag, '', attributes);
  return new Promise((loaded, failed) => {
    node.addEventListener('load', loaded);
    node.addEventListener('error', failed);
    document.head.append(node);
  });
}

/** The webapp that this page lies in, whatever the description says for others. */
function atHome(description, root) {
  const items = Object.entries(description.paths)
      .map(([path, item]) => [path, item.servers ? {...item, servers: [{url: root}]} : item]);
  return {...description, servers: [{url: root + state.place.below}], paths: Object.fromEntries(items)};
}

/** Envelopes spelled as they came, since numbers are not what they were once a script has read them, and what each means. */
const envelopes = ({React: {createElement: make}}) => ({
  wrapComponents: {
    liveResponse: Original => props => {
      const envelope = envelopeOf(props.response?.get('text') ?? '');
      const read = envelope && make('div', {role: 'status', ref: node => node?.replaceChildren(verdict(envelope))});
      return make('div', null, read, make(Original, props));
    },
    responseBody: Original => props => typeof props.content === 'string' && envelopeOf(props.content)
        ? make('pre', {className: 'exact', tabIndex: 0}, indented(props.content))
        : make(Original, props)
  }
});

function rearrange() {
  const tries = element('div', '', {id: 'tries'});
  const buttons = element('div', '', {class: 'buttons'});
  const called = element('code', byId('call-title').textContent);
  buttons.append(worded('span', 'again'), called, ...['without', 'tampered', 'expired', 'stop'].map(byId));
  tries.append(buttons, byId('hint'));
  byId('login').after(tries);
  const main = document.querySelector('main');
  main.className = 'swagger';
  main.append(element('div', '', {id: 'ui'}));
  return called;
}

function paint() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', follow);
  follow();
}

/** The call of a request of swagger-ui, for whatever token comes. */
function again(request, root) {
  const headers = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return token => call(request.method, request.url.slice(root.length), {
    headers: Object.fromEntries(token ? [...headers, ['Authorization', 'Bearer ' + token]] : headers), body: request.body
  });
}

export async function open(description) {
  try {
    await Promise.all([load('link', {rel: 'stylesheet', href: 'ui/swagger-ui.css'}),
      load('link', {rel: 'stylesheet', href: 'swagger.css'}), load('script', {src: 'ui/swagger-ui-bundle.js'})]);
  } catch {
    return; // then the page stays what it is
  }
  const root = new URL(state.place.webapp, document.baseURI).href.replace(/\/$/, '');
  paint();
  const called = rearrange();
  const ui = window.SwaggerUIBundle({
    spec: atHome(description, root),
    domNode: byId('ui'),
    validatorUrl: null,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    syntaxHighlight: {theme: 'tomorrow-night'},
    plugins: [envelopes],
    requestInterceptor: request => {
      const path = request.url.slice(root.length);
      state.repeat = again({...request}, root);
      called.textContent = request.method + ' ' + path;
      return Object.assign(request, {credentials: 'omit', cache: 'no-store'});
    }
  });
  state.heard = token => ui.preauthorizeApiKey('token', token);
}
