/**
 * Compiles a path template of google.api.http (google/api/http.proto), for example
 * `/v1/{name=projects/x/endpoints/x}:deployModel` (x standing for an asterisk), to a function that returns the variables
 * of a matching path, percent-decoded, or undefined.
 */
export function compilePathTemplate(
  template: string,
): (path: string) => Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template
    .split(/(\{[^}]+\})/)
    .map(part => {
      if (!part.startsWith('{')) return escapeLiteral(part);
      const [name, shape = '*'] = part.slice(1, -1).split('=');
      names.push(name);
      return `(${shape.split('/').map(segmentPattern).join('/')})`;
    })
    .join('');
  const expression = new RegExp(`^${pattern}$`);
  return path => {
    const match = expression.exec(path);
    if (!match) return undefined;
    return Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(match[index + 1])]),
    );
  };
}

function segmentPattern(segment: string, index: number, all: string[]): string {
  if (segment === '**') return '.+?';
  if (segment !== '*') return escapeLiteral(segment);
  // The last segment ends before the colon of a custom verb.
  return index === all.length - 1 ? '[^/:]+' : '[^/]+';
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
