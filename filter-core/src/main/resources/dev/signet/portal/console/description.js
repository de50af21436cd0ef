// What openapi.json says, as the page needs it.

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options']; // trace is forbidden to pages
const OURS = ['accept', 'authorization', 'content-type']; // which OpenAPI ignores as parameters, too

function resolved(doc, node) {
  let at = node;
  for (let hops = 0; at && typeof at.$ref === 'string' && hops < 20; hops++) {
    if (!at.$ref.startsWith('#/')) {
      return {}; // of another file, which nobody handed out
    }
    at = at.$ref.slice(2).split('/')
        .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce((inside, key) => inside?.[key], doc);
  }
  return at ?? {};
}

function firstOf(examples, doc) {
  const first = Object.values(examples ?? {})[0];
  return first === undefined ? undefined : resolved(doc, first).value;
}

/** A value that a schema allows, as far as a newcomer needs one to begin with. */
function sample(doc, given, depth = 0) {
  const schema = resolved(doc, given);
  const known = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (known !== undefined || depth > 4) {
    return known ?? null;
  }
  if (schema.allOf) {
    const parts = schema.allOf.map(part => sample(doc, part, depth + 1));
    return parts.every(part => part && typeof part === 'object') ? Object.assign({}, ...parts) : parts[0];
  }
  const either = schema.oneOf ?? schema.anyOf;
  if (either) {
    return sample(doc, either[0], depth + 1);
  }
  const type = [schema.type].flat()[0] ?? (schema.properties ? 'object' : 'string');
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {})
          .filter(([, property]) => !resolved(doc, property).readOnly)
          .map(([name, property]) => [name, sample(doc, property, depth + 1)]));
    case 'array': return [sample(doc, schema.items ?? {}, depth + 1)];
    case 'integer':
    case 'number': return schema.minimum ?? 0;
    case 'boolean': return false;
    case 'null': return null;
    default: return '';
  }
}

function parameters(doc, item, operation) {
  const all = new Map(); // those of the operation replace those of its path
  for (const given of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = resolved(doc, given);
    all.set(parameter.in + ' ' + parameter.name, parameter);
  }
  return [...all.values()]
      .filter(parameter => parameter.in === 'path' || parameter.in === 'query'
          || parameter.in === 'header' && !OURS.includes(parameter.name.toLowerCase()))
      .map(parameter => {
        const schema = resolved(doc, parameter.schema ?? {});
        return {
          name: parameter.name,
          place: parameter.in,
          required: parameter.required === true,
          text: parameter.description ?? '',
          choices: schema.enum ?? (schema.type === 'boolean' ? [true, false] : null),
          several: schema.type === 'array' && parameter.explode !== false,
          value: parameter.example ?? firstOf(parameter.examples, doc) ?? schema.example ?? schema.default ?? ''
        };
      });
}

function bodies(doc, operation) {
  return Object.entries(resolved(doc, operation.requestBody).content ?? {}).map(([type, media]) => {
    const value = media.example ?? firstOf(media.examples, doc) ?? sample(doc, media.schema ?? {});
    const form = type.startsWith('application/x-www-form-urlencoded') && value && typeof value === 'object';
    return {
      type,
      text: typeof value === 'string' ? value
          : form ? String(new URLSearchParams(value)) : JSON.stringify(value, null, 2)
    };
  });
}

/** Every operation, in the order of the document. */
export function operations(doc) {
  const found = [];
  for (const [path, given] of Object.entries(doc.paths ?? {})) {
    const item = resolved(doc, given);
    for (const method of METHODS.filter(name => item[name])) {
      const operation = item[method];
      const security = operation.security ?? doc.security ?? [];
      found.push({
        method: method.toUpperCase(),
        path,
        ownServers: Boolean(item.servers), // the token endpoint, where it does not lie beside the others
        summary: operation.summary ?? item.summary ?? '',
        needsToken: security.length > 0 && security.every(way => Object.keys(way).length > 0),
        parameters: parameters(doc, item, operation),
        bodies: method === 'get' || method === 'head' ? [] : bodies(doc, operation) // browsers send none
      });
    }
  }
  return found;
}
