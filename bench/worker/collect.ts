/** Collects the isolate's garbage: called before and after what is counted, so that each variant pays for its own. */
export const collect: ExportedHandler = {
  fetch() {
    const { gc } = globalThis;
    if (!gc) return new Response('workerd runs without --expose-gc', { status: 500 });
    gc();
    return new Response('collected');
  },
};
