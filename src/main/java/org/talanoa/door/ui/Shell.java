package org.talanoa.door.ui;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;

/** What every page has: the theme, the viewport, the colour scheme the reader prefers. */
@CssImport("./styles.css")
@Viewport("width=device-width, initial-scale=1, viewport-fit=cover")
public class Shell implements AppShellConfigurator {
  private static final long serialVersionUID = 1;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addInlineWithContents(
        """
        (() => {
          const dark = matchMedia('(prefers-color-scheme: dark)');
          const paint = () => {
            const wanted = localStorage.getItem('talanoa-theme') ?? (dark.matches ? 'dark' : 'light');
            document.documentElement.setAttribute('theme', wanted);
          };
          dark.addEventListener('change', paint);
          addEventListener('talanoa-theme', paint);
          paint();
          const close = except => document.querySelectorAll('details.tal-menu[open]')
              .forEach(menu => menu !== except && (menu.open = false));
          addEventListener('click', event => close(event.target.closest?.('details.tal-menu')));
          addEventListener('keydown', event => {
            if (event.key === 'Escape') {
              const menu = event.composedPath()[0].closest?.('details.tal-menu[open]');
              close();
              menu?.querySelector('summary').focus();
            }
            const at = event.composedPath()[0];
            const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable;
            if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) {
              const field = document.querySelector('[data-search]');
              if (field) {
                event.preventDefault();
                field.focus();
              }
            }
          });
        })();
        """,
        Inline.Wrapping.JAVASCRIPT);
  }
}
