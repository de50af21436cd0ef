// What came back: read as it comes, and never changed, since big numbers and the order of keys matter to a partner.

const LIMIT = 262144; // characters shown; a stream may never end
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)|application\/(javascript|yaml|x-ndjson))/i;

function decoder(type) {
  try {
    return new TextDecoder(/charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8');
  } catch {
    return new TextDecoder(); // of a charset that this browser has never heard of
  }
}

/** What a download is called. */
export function fileName(disposition, path) {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  try {
    if (encoded) {
      return decodeURIComponent(encoded);
    }
  } catch {
    // then the plain one
  }
  return /filename="?([^";]+)/i.exec(disposition)?.[1] ?? path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Reads an answer. Text is handed to onText while it comes.
 * Returns {text, cut}, or {blob} for what is to be saved; text is null where it is none.
 */
export async function receive(response, onText) {
  const type = response.headers.get('Content-Type') ?? '';
  if (!TEXT.test(type) && type || /^\s*attachment/i.test(response.headers.get('Content-Disposition') ?? '')) {
    const blob = await response.blob();
    const shown = TEXT.test(type) && blob.size <= LIMIT;
    return {blob, text: shown ? decoder(type).decode(await blob.arrayBuffer()) : null, cut: false};
  }
  if (!response.body) {
    return {text: '', cut: false};
  }
  const decode = decoder(type);
  const reader = response.body.getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decode.decode(part.value, {stream: true});
    if (text.length > LIMIT) {
      await reader.cancel();
      return {text: text.slice(0, LIMIT), cut: true};
    }
    onText(text);
  }
  return {text: text + decode.decode(), cut: false};
}

/** The envelope in a text, or null where it is none. */
export function envelopeOf(text) {
  try {
    const value = JSON.parse(text);
    return Number.isInteger(value?.code) && 'message' in value && 'data' in value && 'timestamp' in value
        ? value : null;
  } catch {
    return null;
  }
}

/** JSON with line breaks, every value spelled as it was. */
export function indented(json) {
  const strings = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
  let out = '';
  let depth = 0;
  let opened = false;
  const line = () => '\n' + '  '.repeat(depth);
  for (const [token] of json.matchAll(strings)) {
    if (token === '}' || token === ']') {
      depth--;
      out += opened ? token : line() + token;
    } else {
      out += opened ? line() + token : token;
    }
    opened = token === '{' || token === '[';
    if (opened) {
      depth++;
    } else if (token === ',') {
      out += line();
    } else if (token === ':') {
      out += ' ';
    }
  }
  return out;
}
