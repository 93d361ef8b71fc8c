/** Reads pages as a browser would, by workerd's own HTML parser. */

/** The attributes of the first element that fits, without their escapes; an element that is not there has none. */
export async function attributesOf(markup: string, selector: string): Promise<Record<string, string>> {
  let found: Record<string, string> | null = null;
  const rewriter = new HTMLRewriter().on(selector, {
    element({ attributes }) {
      found ??= Object.fromEntries([...attributes].map(([name = '', value = '']) => [name, plain(value)]));
    },
  });
  await rewriter.transform(new Response(markup)).text();
  return found ?? {};
}

/** The text of all elements that fit, without the space around it. */
export async function textOf(markup: string, selector: string): Promise<string> {
  let all = '';
  const rewriter = new HTMLRewriter().on(selector, {
    text({ text }) {
      all += text;
    },
  });
  await rewriter.transform(new Response(markup)).text();
  return plain(all).trim();
}

/** The elements of a page with the names of their attributes, in order. */
export async function skeletonOf(markup: string): Promise<string[]> {
  const elements: string[] = [];
  const rewriter = new HTMLRewriter().on('*', {
    element({ tagName, attributes }) {
      elements.push([tagName, ...[...attributes].map(([name]) => name)].join(' '));
    },
  });
  await rewriter.transform(new Response(markup)).text();
  return elements;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

function plain(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? '');
}
