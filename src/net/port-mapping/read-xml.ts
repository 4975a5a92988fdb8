import type { Document, Element } from '@xmldom/xmldom';

/** A description is some 10 kB; whoever sends more is not read. */
const LONGEST = 256 * 1024;

/**
 * XML of a stranger as a tree. Undefined for what is none, is too long, or declares anything of its own: a document type could
 * define entities that grow without end.
 */
export async function readXml(text: string): Promise<Document | undefined> {
  if (text.length > LONGEST || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const { DOMParser } = await import('@xmldom/xmldom');
  try {
    const strict = (level: string) => {
      if (level !== 'warning') throw new Error(level);
    };
    return new DOMParser({ onError: strict }).parseFromString(text.trim(), 'text/xml');
  } catch {
    return undefined;
  }
}

/** The children of this name, whatever prefix it has. */
export function childrenOf(element: Element, name: string): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1 && node.localName === name) found.push(node as Element);
  return found;
}

/** The text of the first child of this name, on one line and short; undefined where there is none. */
export function textOf(element: Element, name: string): string | undefined {
  const [child] = childrenOf(element, name);
  const text = child?.textContent?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return text === undefined || text === '' ? undefined : text.slice(0, 200);
}
