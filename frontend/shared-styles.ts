import { css } from 'lit';

/** The sign of each kind of room; the same everywhere. */
export const KIND_SIGNS: Record<string, string> = {
  open: '◯',
  closed: '◐',
  'chatham-house': '◑',
  sealed: '●',
};

/** Buttons and focus, the same in every component. */
export const controls = css`
  :host {
    display: block;
    color: var(--ink);
    accent-color: var(--sea);
    font-family: var(--text-font);
  }
  button,
  .button {
    font: inherit;
    font-size: 0.92rem;
    color: var(--ink);
    background: var(--paper-raised);
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    padding: 0.35rem 0.8rem;
    min-height: 2.25rem;
    cursor: pointer;
  }
  button:hover:not([disabled]) {
    background: var(--sea-tint);
  }
  button[disabled] {
    opacity: 0.5;
    cursor: default;
  }
  button.primary {
    background: var(--sea);
    border-color: var(--sea);
    color: var(--on-sea);
    font-weight: 600;
    padding-inline: 1.2rem;
  }
  button.primary:hover:not([disabled]) {
    background: var(--sea-deep);
  }
  button.quiet,
  .button.quiet {
    background: none;
    border-color: transparent;
    color: var(--ink-soft);
    padding-inline: 0.55rem;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: 2.25rem;
    box-sizing: border-box;
  }
  button.quiet:hover,
  .button.quiet:hover {
    background: var(--sea-tint);
    color: var(--ink);
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 1px;
  }
  .kind.open {
    color: var(--open);
  }
  .kind.closed {
    color: var(--closed);
  }
  .kind.chatham-house {
    color: var(--chatham-house);
  }
  .kind.sealed {
    color: var(--sealed);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
