import { type Html, type HtmlValue, html } from './html.ts'

/** Shows one part of the report under its heading; `id` is what the navigation leads to. */
export function section(id: string, title: string, body: HtmlValue): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`
}
