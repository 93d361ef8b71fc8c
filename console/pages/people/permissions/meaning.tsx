/** What a permission lets people do, with the code in it as code. */
export function Meaning({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
    return index % 2 === 1 ? <code key={index}>{part}</code> : part;
  });
}
