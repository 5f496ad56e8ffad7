import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from './shared-styles';
import { say, type Texts } from './words';

type Offer = { insert: string; label: string; hint: string };

const MOST_OFFERS = 8;
const OPERATORS = ['from', 'in', 'alliance', 'stage', 'country', 'about', 'is', 'has', 'before', 'after'];

/** Of names a whole one is meant; me is no name. */
const quoted = (operator: string, value: string) =>
  /\s/.test(value) || (['from', 'in'].includes(operator) && value !== 'me') ? `"${value}"` : value;

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

/** The box in which one asks; offers what a question can be narrowed by. */
@customElement('talanoa-search')
export class SearchBox extends LitElement {
  @property() q = '';
  @property() inside = '';
  @property() order = '';
  @property() by = '';
  @property({ attribute: false }) texts: Texts = {};
  /** What may stand after each operator. */
  @property({ attribute: false }) values: Record<string, string[]> = {};
  @state() private offers: Offer[] = [];
  @state() private chosen = -1;
  @query('input[name=q]') private input!: HTMLInputElement;

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  /** The last term before the caret, also with a quotation mark that is still open. */
  private term(): string {
    const before = this.input.value.slice(0, this.input.selectionStart ?? 0);
    return /(?:[^\s":]+:)?(?:"[^"]*|[^\s"]*)$/.exec(before)?.[0] ?? '';
  }

  private offer(): void {
    const term = this.term();
    const colon = term.indexOf(':');
    this.chosen = -1;
    if (colon > 0) {
      const operator = term.slice(0, colon).toLowerCase();
      const part = folded(term.slice(colon + 1).replace(/"/g, ''));
      this.offers = (this.values[operator] ?? [])
        .filter((value) => folded(value).includes(part))
        .slice(0, MOST_OFFERS)
        .map((value) => ({
          insert: `${operator}:${quoted(operator, value)} `,
          label: value,
          hint: '',
        }));
    } else {
      this.offers =
        term.length === 0
          ? []
          : OPERATORS.filter((operator) => operator.startsWith(term.toLowerCase())).map((operator) => ({
              insert: `${operator}:`,
              label: `${operator}:`,
              hint: this.t(`live.search.${operator}`),
            }));
    }
  }

  private take(offer: Offer): void {
    const caret = this.input.selectionStart ?? this.input.value.length;
    const start = caret - this.term().length;
    this.input.value = this.input.value.slice(0, start) + offer.insert + this.input.value.slice(caret).trimStart();
    const after = start + offer.insert.length;
    this.input.setSelectionRange(after, after);
    this.input.focus();
    this.offer();
  }

  private pressed(event: KeyboardEvent): void {
    if (this.offers.length === 0) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const all = this.offers.length + 1;
      this.chosen = ((this.chosen + 1 + step + all) % all) - 1;
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.offers[this.chosen]) {
      this.take(this.offers[this.chosen]!);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      this.offers = [];
      event.preventDefault();
    }
  }

  override render() {
    const open = this.offers.length > 0;
    return html`<form action="/search" role="search" aria-label=${this.t('live.search.label')}>
      <div class="box">
        <input
          type="search"
          name="q"
          role="combobox"
          autocomplete="off"
          maxlength="1000"
          dir="auto"
          .value=${this.q}
          placeholder=${this.t('live.search.placeholder')}
          aria-label=${this.t('live.search.label')}
          aria-expanded=${open}
          aria-controls="offers"
          aria-autocomplete="list"
          aria-activedescendant=${this.chosen >= 0 ? `offer-${this.chosen}` : nothing}
          @input=${() => this.offer()}
          @click=${() => this.offer()}
          @keydown=${(event: KeyboardEvent) => this.pressed(event)}
          @blur=${() => (this.offers = [])}
        />
        <ul id="offers" role="listbox" aria-label=${this.t('live.search.offers')} ?hidden=${!open}>
          ${this.offers.map(
            (offer, i) => html`<li
              id="offer-${i}"
              role="option"
              aria-selected=${i === this.chosen}
              @mousedown=${(event: MouseEvent) => {
                event.preventDefault();
                this.take(offer);
              }}
            >
              <b dir="auto">${offer.label}</b>${offer.hint ? html` <span>${offer.hint}</span>` : nothing}
            </li>`,
          )}
        </ul>
      </div>
      ${this.inside ? html`<input type="hidden" name="inside" value=${this.inside} />` : nothing}
      ${this.order ? html`<input type="hidden" name="order" value=${this.order} />` : nothing}
      ${this.by ? html`<input type="hidden" name="by" value=${this.by} />` : nothing}
      <button class="primary">${this.t('live.search.go')}</button>
    </form>`;
  }

  static override styles = [
    controls,
    css`
      form {
        display: flex;
        gap: 0.6rem;
      }
      .box {
        position: relative;
        flex: 1;
        min-width: 0;
      }
      input[type='search'] {
        font: inherit;
        font-size: 1.06rem;
        width: 100%;
        box-sizing: border-box;
        min-height: 2.9rem;
        padding: 0.5rem 0.9rem;
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
      }
      ul {
        position: absolute;
        z-index: 5;
        inset-inline: 0;
        top: calc(100% + 0.3rem);
        margin: 0;
        padding: 0.3rem;
        list-style: none;
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        box-shadow: 0 8px 24px rgb(0 0 0 / 0.14);
      }
      ul[hidden] {
        display: none;
      }
      li {
        padding: 0.45rem 0.7rem;
        border-radius: 7px;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      li[aria-selected='true'],
      li:hover {
        background: var(--sea-tint);
      }
      li span {
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      @media (max-width: 30rem) {
        form {
          flex-direction: column;
        }
      }
    `,
  ];
}
