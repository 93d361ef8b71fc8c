// Mail clients honour styles on the element and little else.
const SANS = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;";
/** How a letter looks, by part. */
export const STYLE = {
  body: 'margin:0;padding:0;background:#ffffff;',
  page: 'background:#ffffff;',
  column: `max-width:560px;margin:0 auto;padding:32px 20px 40px;text-align:left;overflow-wrap:anywhere;word-break:break-word;${SANS}font-size:16px;line-height:1.55;color:#1f2328;`,
  hidden: 'display:none;max-height:0;overflow:hidden;mso-hide:all;',
  sender: 'margin:0 0 24px;font-size:14px;font-weight:600;letter-spacing:0.02em;color:#59636e;',
  opening: 'margin:0 0 8px;',
  section: 'margin:36px 0 0;font-size:14px;font-weight:600;line-height:1.4;color:#59636e;',
  entry: 'margin:12px 0 0;padding:20px 0 4px;border-top:1px solid #d8dde3;',
  title: 'margin:0 0 10px;font-size:17px;font-weight:600;line-height:1.35;',
  facts: 'width:100%;border-collapse:collapse;font-size:15px;line-height:1.45;',
  label: 'width:112px;padding:3px 16px 3px 0;font-weight:400;color:#59636e;',
  value: 'padding:3px 0;',
  command: `margin:16px 0 0;padding:12px 14px;background:#f4f6f8;border:1px solid #d8dde3;border-radius:6px;${MONO}font-size:13.5px;line-height:1.5;color:#1f2328;white-space:pre-wrap;`,
  code: `${MONO}font-size:0.92em;`,
  option: 'white-space:nowrap;',
  action: 'margin:16px 0 12px;',
  link: 'display:inline-block;padding:9px 16px;border:1px solid #8c959f;border-radius:6px;font-size:15px;font-weight:600;line-height:1.3;color:#1f2328;text-decoration:none;',
  closing:
    'margin:40px 0 0;padding:18px 0 0;border-top:1px solid #d8dde3;font-size:13.5px;line-height:1.5;color:#59636e;',
  paragraph: 'margin:0 0 10px;',
};
/** The same in the dark, by class; a client that knows nothing of it shows the letter light, or turns it by itself. */
export const DARK = `
  @media (prefers-color-scheme: dark) {
    .page { background: #16191d !important; }
    .ink { color: #e3e7ec !important; }
    .quiet { color: #9aa4af !important; }
    .line { border-color: #343a42 !important; }
    .command { background: #20252b !important; border-color: #343a42 !important; color: #e3e7ec !important; }
    .link { border-color: #6b7580 !important; color: #e3e7ec !important; }
  }`;
