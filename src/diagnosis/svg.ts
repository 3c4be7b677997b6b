/** The colours are the reader's: an image in a page follows the page's light or dark. */
const style = `
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--ink)}
.title,.said{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.title{font-weight:600;font-size:15px}.dim{fill:var(--dim)}.bad{fill:var(--bad)}.centre{text-anchor:middle}
.lane{stroke:var(--line);stroke-width:2}.box{fill:var(--box);stroke:var(--line)}.fault{stroke:var(--bad);stroke-width:2}
.missing{stroke:var(--bad);stroke-width:2;stroke-dasharray:6 5;fill:none}.paper{fill:var(--paper)}
svg{--paper:#fff;--ink:#1f2328;--dim:#59636e;--line:#d1d9e0;--box:#f6f8fa;--bad:#c4222e}
@media (prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#e6edf3;--dim:#9198a1;--line:#3d444d;--box:#161b22;--bad:#ff7b72}}`;

/** The width of a character of the text above, in pixels, with something to spare for other fonts. */
const characterWidth = 8;

function escapeXml(text: string): string {
  // Control characters other than tab and line ends cannot be in XML at all (https://www.w3.org/TR/xml/#charsets).
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A whole drawing that says to those who do not see it what it shows. */
export function picture(width: number, height: number, title: string, description: string, content: string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="desc">${escapeXml(description)}</desc>`,
    `<style>${style}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

/** A line of text, cut to what fits into `width`. */
export function label(x: number, y: number, text: string, className: string, width: number): string {
  const most = Math.floor(width / characterWidth);
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return `<text x="${x}" y="${y}" class="${className}" xml:space="preserve">${escapeXml(cut)}</text>`;
}

const lineHeight = 19;

/** A box around lines of text, of which each has its class; with its height. */
export function box(x: number, y: number, width: number, lines: [string, string][], className = 'box'): { svg: string[]; height: number } {
  const height = lines.length * lineHeight + 14;
  return {
    height,
    svg: [
      `<rect class="${className}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
      ...lines.map(([text, kind], i) => label(x + 10, y + 20 + i * lineHeight, text, kind, width - 20)),
    ],
  };
}

/** Text in lines of at most so many characters, broken between words. */
export function wrap(text: string, width: number): string[] {
  const most = Math.floor(width / characterWidth);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
