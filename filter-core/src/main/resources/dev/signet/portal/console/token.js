// A token as the page sees it: a text, and when it ends.

/** When it ends by the clock of this machine, which need not be right; null for a token that does not say. */
export function endOf(token, serverDate) {
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

export function clock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = number => String(number).padStart(2, '0');
  return Math.floor(seconds / 3600) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60);
}
